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

    private ValueTask<CallRequest> CreateRequestAsync(RequestBody body, int attempt)
    {
        var request = new CallRequest(_method.FullName, _host, body);
        if (_options.Headers is { Count: > 0 } metadata)
            AddMetadata(request, metadata);
        var credentials = CallCredentialsReader.AddAsync(request, _channel, _method, _options, _cancellation.Token);
        return credentials.IsCompletedSuccessfully
            ? new ValueTask<CallRequest>(Finish(request, attempt))
            : FinishWithCredentialsAsync(credentials, request, attempt);
    }

    private async ValueTask<CallRequest> FinishWithCredentialsAsync(ValueTask credentials, CallRequest request, int attempt)
    {
        await credentials.ConfigureAwait(false);
        return Finish(request, attempt);
    }

    // Last, for the credentials may have taken their time.
    private CallRequest Finish(CallRequest request, int attempt)
    {
        if (Deadline is { } deadline)
            request.AddHeader(GrpcProtocol.TimeoutHeader, GrpcTimeout.Encode(deadline - DateTime.UtcNow));
        AddAttempts(request, attempt);
        if (!_channel.Transport.PropagatesActivity)
            ClientActivity.Inject(request);
        return request;
    }

    private static void AddMetadata(CallRequest request, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (entry.Key == GrpcProtocol.InternalEncodingRequestHeader)
                request.AddHeader(GrpcProtocol.EncodingHeader, entry.Value);
            else if (!MetadataCodec.IsProtocolHeader(entry.Key))
                request.AddHeader(entry.Key, MetadataCodec.ToHeaderValue(entry));
        }
    }
}
