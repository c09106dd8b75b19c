using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>The encodings one side speaks, and the header that says so.</summary>
internal sealed class CompressionProviders
{
    private readonly Dictionary<string, ICompressionProvider> _byName;

    internal CompressionProviders(IEnumerable<ICompressionProvider> providers)
    {
        _byName = new Dictionary<string, ICompressionProvider>(StringComparer.Ordinal);
        foreach (var provider in providers)
            _byName[provider.EncodingName] = provider;
        AcceptEncoding = string.Join(',', _byName.Keys.Prepend(GrpcProtocol.Identity));
    }

    /// <summary>gzip and deflate, fastest.</summary>
    internal static CompressionProviders Default { get; } = new(CreateDefaults());

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    internal string AcceptEncoding { get; }

    internal static IEnumerable<ICompressionProvider> CreateDefaults() =>
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    /// <summary>The provider of a <c>grpc-encoding</c>: null for identity; false when nobody here speaks it.</summary>
    internal bool TryGet(string? encoding, out ICompressionProvider? provider)
    {
        provider = null;
        return string.IsNullOrEmpty(encoding)
            || encoding == GrpcProtocol.Identity
            || _byName.TryGetValue(encoding, out provider);
    }
}
