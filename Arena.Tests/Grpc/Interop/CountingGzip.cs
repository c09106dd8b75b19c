using System.IO.Compression;
using Grpc.Net.Compression;

namespace Arena.Tests.Grpc.Interop;

/// <summary>gzip that tells how many messages arrived compressed: exactly those are given to it.</summary>
internal sealed class CountingGzip : ICompressionProvider
{
    private readonly GzipCompressionProvider _gzip = new(CompressionLevel.Fastest);
    private int _decompressed;

    public string EncodingName => _gzip.EncodingName;

    internal int Decompressed => Volatile.Read(ref _decompressed);

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        _gzip.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream)
    {
        Interlocked.Increment(ref _decompressed);
        return _gzip.CreateDecompressionStream(stream);
    }
}
