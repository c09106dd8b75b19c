namespace Grpc.Net.Internal;

/// <summary>A pipe that, while it is empty, can also be read past: straight to where the bytes belong.</summary>
internal interface IDirectSource
{
    /// <summary>The number of bytes read; 0 at the end of the stream.</summary>
    ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken);
}
