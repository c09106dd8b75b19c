using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Headers and trailers. Few callers look at either, so they become metadata when somebody asks.</summary>
internal sealed partial class ClientCall<TRequest, TResponse>
{
    private TaskCompletionSource<Metadata>? _askedForHeaders;
    private HeaderList? _responseHeaders;
    private ICompressionProvider? _responseCompression;

    internal Task<Metadata> ResponseHeadersAsync
    {
        get
        {
            if (Volatile.Read(ref _askedForHeaders) is { } asked)
                return asked.Task;
            var mine = new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = Interlocked.CompareExchange(ref _askedForHeaders, mine, null) ?? mine;
            AnswerHeaders();
            return first.Task;
        }
    }

    /// <summary>Tells whoever has asked for the headers, once there are any or it is clear that none will come.</summary>
    private void AnswerHeaders()
    {
        // Pairs with the fence of the exchange above: either this sees the question or the asker sees the answer.
        Interlocked.MemoryBarrier();
        if (_askedForHeaders is not { Task.IsCompleted: false } asked)
            return;
        if (Volatile.Read(ref _responseHeaders) is { } headers)
            asked.TrySetResult(headers.ToMetadata());
        else if (IsFinished && asked.TrySetException(FinalError()))
            _ = asked.Task.Exception;
    }

    /// <summary>Checks the response headers; returns how the call ended when it ended with them.</summary>
    private Status? TryReadHeaders(ICallResponse response)
    {
        if (response.Headers.TryReadStatus() is { } trailersOnly)
        {
            HaveHeaders(response);
            return trailersOnly;
        }

        if (response.Headers.Refuses(response.HttpStatus) is { } refused)
            return refused;
        // One that nobody here speaks is INTERNAL, but not before a message comes in it (gRPC doc/compression.md).
        _channel.Compression.TryGet(response.Headers.Get(GrpcProtocol.EncodingHeader), out _responseCompression);
        HaveHeaders(response);
        return null;
    }

    private void HaveHeaders(ICallResponse response)
    {
        Volatile.Write(ref _responseHeaders, response.Headers);
        AnswerHeaders();
    }

    /// <summary>The response stream has ended: ends the call with its trailers. True when the call is OK.</summary>
    internal bool FinishWithTrailers(bool messageMissing = false)
    {
        var trailers = _response!.Trailers;
        var status = trailers.TryReadStatus()
            ?? new Status(StatusCode.Unknown, "No grpc-status found on response.");
        if (messageMissing && status.StatusCode == StatusCode.OK)
            status = new Status(StatusCode.Internal, "Failed to deserialize response message: the response ended without one.");
        TryFinish(status, trailers);
        return GetStatus().StatusCode == StatusCode.OK;
    }
}
