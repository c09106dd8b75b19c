using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// One call over HTTP/2. It ends exactly once (<see cref="TryFinish"/>): with its trailers, with the error that kept
/// them away, or cancelled. Whatever fails after that fails with the status it ended with.
/// </summary>
#pragma warning disable CA1001 // Ending the call frees everything; the token source holds nothing.
internal sealed partial class ClientCall<TRequest, TResponse> : IDisposable
#pragma warning restore CA1001
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly string? _host;
    private readonly CallOptions _options;
    private readonly CancellationTokenSource _cancellation = new();

    private ICallResponse? _response;
    private MessageReader<TResponse>? _reader;
    private RequestPump? _requestPump;
    private Task<bool>? _opened;

    internal ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        ObjectDisposedException.ThrowIf(channel.IsDisposed, channel);
        _channel = channel;
        _method = method;
        _host = host;
        _options = WithPropagation(options);
        if (_options.Deadline is { Kind: not DateTimeKind.Utc } deadline
            && deadline != DateTime.MaxValue && deadline != DateTime.MinValue)
            throw new InvalidOperationException(
                "Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue.");
        StartLifetime();
    }

    internal ClientStreamWriter<TRequest, TResponse> Requests { get; private set; } = null!;

    internal ClientStreamReader<TRequest, TResponse>? Responses { get; private set; }

    internal CancellationToken CancellationToken => _cancellation.Token;

    internal WriteOptions? WriteOptions => _options.WriteOptions;

    internal async Task<TResponse> UnaryAsync(TRequest request)
    {
        if (!TryCreateBody(request, out var body) || !await OpenAsync(body).ConfigureAwait(false))
            throw FinalError();
        return await ReadSingleAsync().ConfigureAwait(false);
    }

    internal async Task<TResponse> ClientStreamingAsync()
    {
        StartRequestStream();
        if (!await _opened!.ConfigureAwait(false))
            throw FinalError();
        return await ReadSingleAsync().ConfigureAwait(false);
    }

    internal void StartServerStreaming(TRequest request)
    {
        Responses = new ClientStreamReader<TRequest, TResponse>(this);
        _opened = TryCreateBody(request, out var body) ? OpenAsync(body).AsTask() : Task.FromResult(false);
    }

    internal void StartDuplex()
    {
        Responses = new ClientStreamReader<TRequest, TResponse>(this);
        StartRequestStream();
    }

    /// <summary>The reader of the response stream; null when the call has ended without one.</summary>
    internal async ValueTask<MessageReader<TResponse>?> OpenedAsync() =>
        await _opened!.ConfigureAwait(false) ? _reader : null;

    private void StartRequestStream()
    {
        _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _requestPump = new RequestPump(CreateFramer(), EndOfBrokenCallAsync, this);
        Requests = new ClientStreamWriter<TRequest, TResponse>(
            _requestPump, this, _method.RequestMarshaller.ContextualSerializer);
        // A call can be over before it starts, by its deadline or its token.
        Interlocked.MemoryBarrier();
        if (IsFinished)
        {
            _requestPump.Fail(FinalError());
            _ended.TrySetResult();
        }

        _opened = OpenAsync(new StreamingBody(_requestPump)).AsTask();
    }

    private bool TryCreateBody(TRequest request, out UnaryBody body)
    {
        var frame = new PooledBuffer();
        body = new UnaryBody(frame);
        try
        {
            CreateFramer().Write(
                frame, request, _method.RequestMarshaller.ContextualSerializer, _options.WriteOptions?.Flags ?? default);
            ((ICallTraffic)this).Sent(1);
            return true;
        }
        catch (Exception ex)
        {
            body.Dispose();
            TryFinish(ex is RpcException rpc
                ? rpc.Status
                : new Status(StatusCode.Internal, "Error starting gRPC call. " + ClientFailure.Describe(ex), ex));
            return false;
        }
    }

    /// <summary>Sends the request and takes the response headers in; false when the call has ended with that.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> OpenAsync(RequestBody body)
    {
        using var freed = body;
        if (IsFinished)
            return false;

        try
        {
            // Current only in here: an async method's changes to the context do not reach its caller.
            StartActivity();
            _response = await ConnectAsync(body).ConfigureAwait(false);
            if (TryReadHeaders(_response) is { } ended)
            {
                TryFinish(ended, _response.Headers);
                return false;
            }

            _reader = new MessageReader<TResponse>(
                _response.OpenBody(waitsLong: Responses is not null),
                _method.ResponseMarshaller.ContextualDeserializer,
                _channel.Options.MaxReceiveMessageSize,
                ownsPipe: true,
                this)
            { Compression = _responseCompression };
        }
        catch (Exception ex)
        {
            TryFinish(ClientFailure.ToStatus(ex));
            return false;
        }

        Interlocked.MemoryBarrier();
        // Cancelled in between: whoever finished the call saw no response to dispose of.
        if (IsFinished)
            FreeResponse();
        return !IsFinished;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResponse> ReadSingleAsync()
    {
        TResponse response;
        try
        {
            if (!await _reader!.ReadAsync(_cancellation.Token).ConfigureAwait(false))
            {
                FinishWithTrailers(messageMissing: true);
                throw FinalError();
            }

            response = _reader.Current;
            if (await _reader.ReadAsync(_cancellation.Token).ConfigureAwait(false))
                throw new RpcException(new Status(StatusCode.Internal, "Unexpected data after finished reading message."));
        }
        catch (Exception ex)
        {
            TryFinish(ClientFailure.ToStatus(ex));
            throw FinalError();
        }

        return FinishWithTrailers() ? response : throw FinalError();
    }
}
