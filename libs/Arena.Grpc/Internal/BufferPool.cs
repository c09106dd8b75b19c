using System.Buffers;

namespace Grpc.Net.Internal;

/// <summary>Where every buffer of this library comes from. A test may put a pool that counts in its place.</summary>
internal static class BufferPool
{
    internal static ArrayPool<byte> Arrays { get; set; } = ArrayPool<byte>.Shared;
}
