using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One message encoding. Called from many threads at once.</summary>
public interface ICompressionProvider
{
    /// <summary>Its name in <c>grpc-encoding</c>.</summary>
    string EncodingName { get; }

    /// <summary>A stream that compresses into <paramref name="stream"/>, which it leaves open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that decompresses <paramref name="stream"/>, which it leaves open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
