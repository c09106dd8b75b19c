using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ICompressionProvider? _responseCompression;

    internal Task<Metadata> ResponseHeadersAsync => _headers.Task;

    /// <summary>Checks the response headers; returns how the call ended when it ended with them.</summary>
    private (Status Status, Metadata Trailers)? TryReadHeaders(HttpResponseMessage response)
    {
        var metadata = HeaderReader.Read(response.Headers);
        if (HeaderReader.TryReadStatus(response.Headers) is { } trailersOnly)
        {
            _headers.TrySetResult(metadata);
            return (trailersOnly, metadata);
        }

        if (HeaderReader.Refuses(response) is { } refused)
            return (refused, metadata);
        if (HeaderReader.Get(response.Headers, GrpcProtocol.EncodingHeader) is { } encoding
            && !_channel.Compression.TryGet(encoding, out _responseCompression))
            return (new Status(StatusCode.Unimplemented, $"Unsupported grpc-encoding value '{encoding}'."), metadata);
        _headers.TrySetResult(metadata);
        return null;
    }

    /// <summary>The response stream has ended: ends the call with its trailers. True when the call is OK.</summary>
    internal bool FinishWithTrailers(bool messageMissing = false)
    {
        var trailers = _response!.TrailingHeaders;
        var status = HeaderReader.TryReadStatus(trailers)
            ?? new Status(StatusCode.Unknown, "No grpc-status found on response.");
        if (messageMissing && status.StatusCode == StatusCode.OK)
            status = new Status(StatusCode.Internal, "Failed to deserialize response message: the response ended without one.");
        TryFinish(status, HeaderReader.Read(trailers));
        return GetStatus().StatusCode == StatusCode.OK;
    }
}
