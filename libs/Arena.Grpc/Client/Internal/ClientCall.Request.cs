using System.Globalization;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private MessageFramer CreateFramer() => new()
    {
        MaxMessageSize = _channel.Options.MaxSendMessageSize,
        Compression = RequestCompression(),
    };

    /// <summary>The caller asks for an encoding of the requests with a header that never leaves.</summary>
    private ICompressionProvider? RequestCompression()
    {
        if (_options.Headers?.GetValue(GrpcProtocol.InternalEncodingRequestHeader) is not { } encoding)
            return null;
        return _channel.Compression.TryGet(encoding, out var provider)
            ? provider
            : throw new InvalidOperationException(
                $"Could not find compression provider for '{encoding}'; there are: {_channel.Compression.AcceptEncoding}.");
    }

    private async ValueTask<HttpRequestMessage> CreateRequestAsync(HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _channel.UriOf(_method))
        {
            Version = _channel.HttpVersion,
            VersionPolicy = _channel.HttpVersionPolicy,
            Content = content,
        };

        // Raw strings throughout: the typed header collections parse and allocate.
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", UserAgent.Value);
        headers.TryAddWithoutValidation("TE", "trailers");
        headers.TryAddWithoutValidation(GrpcProtocol.AcceptEncodingHeader, _channel.Compression.AcceptEncoding);
        if (_options.Headers is { Count: > 0 } metadata)
            AddMetadata(request, metadata);
        if (_host is not null)
            headers.Host = _host;
        await CallCredentialsReader.AddAsync(request, _channel, _method, _options, _cancellation.Token).ConfigureAwait(false);
        // Last, for the credentials may have taken their time.
        if (Deadline is { } deadline)
            headers.TryAddWithoutValidation(GrpcProtocol.TimeoutHeader, GrpcTimeout.Encode(deadline - DateTime.UtcNow));
        return request;
    }

    private static void AddMetadata(HttpRequestMessage request, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (entry.Key == GrpcProtocol.InternalEncodingRequestHeader)
                request.Headers.TryAddWithoutValidation(GrpcProtocol.EncodingHeader, entry.Value);
            else if (!MetadataCodec.IsProtocolHeader(entry.Key))
                request.Headers.TryAddWithoutValidation(entry.Key, MetadataCodec.ToHeaderValue(entry));
        }
    }

    private static class UserAgent
    {
        internal static readonly string Value = string.Create(
            CultureInfo.InvariantCulture, $"grpc-dotnet/{VersionInfo.CurrentVersion} (.NET {Environment.Version})");
    }
}
