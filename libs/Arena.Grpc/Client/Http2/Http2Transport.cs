using System.Runtime.CompilerServices;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>
/// The library's own way to send calls: as few connections as there is room on, and another when streams run out. Calls
/// that find no room wait in order. A call that a server has certainly not begun with is sent once more, elsewhere
/// (gRFC A6, transparent retries), if it is one message.
/// </summary>
internal sealed class Http2Transport(Http2Connector connector, ConnectionTracker tracker) : CallTransport
{
    /// <summary>Connections to one server; calls beyond what they carry wait.</summary>
    private const int MaxConnections = 128;

    private readonly CancellationTokenSource _shutdown = new();
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private Http2Connection[] _connections = [];
    private int _waitingCount; // of them, to be looked at without the lock
    private bool _connecting;
    private bool _disposed;

    internal override ConnectionTracker Tracker => tracker;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<ICallResponse> SendAsync(CallRequest request, CancellationToken cancellationToken)
    {
        for (var first = true; ; first = false)
        {
            var stream = TryStart(request) ?? await StartAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                if (request.Body is StreamingBody body)
                    body.Pump.Open(stream);
                using (cancellationToken.UnsafeRegister(static stream => ((Http2Stream)stream!).Dispose(), stream))
                    return await stream.ResponseAsync().ConfigureAwait(false);
            }
            catch (StreamRefusedException) when (first && request.Body is UnaryBody)
            {
                // Once more.
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
    }

    public override void Dispose()
    {
        Http2Connection[] connections;
        lock (_lock)
        {
            _disposed = true;
            (connections, _connections) = (_connections, []);
        }

        _shutdown.Cancel();
        tracker.Dispose();
        foreach (var connection in connections)
            connection.Dispose();
        Wake(int.MaxValue, new ObjectDisposedException(nameof(GrpcChannel)));
        _shutdown.Dispose();
    }

    private Http2Stream? TryStart(CallRequest request)
    {
        foreach (var connection in Volatile.Read(ref _connections))
            if (connection.TryStart(request) is { } stream)
                return stream;
        return null;
    }

    /// <summary>Starts a call as soon as there is room for it.</summary>
    private async Task<Http2Stream> StartAsync(CallRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(GrpcChannel));
                _waiting.Enqueue(turn);
                _waitingCount++;
            }

            // Somebody may have made room just before.
            if (TryStart(request) is { } early)
            {
                GiveUp(turn);
                return early;
            }

            EnsureConnecting();
            try
            {
                await turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                GiveUp(turn);
                throw;
            }

            if (TryStart(request) is { } stream)
                return stream;
        }
    }

    /// <summary>Leaves the line. Whose turn it is already passes it on.</summary>
    private void GiveUp(TaskCompletionSource turn)
    {
        if (!turn.TrySetCanceled(CancellationToken.None))
            Wake(1);
    }

    /// <summary>It is the turn of those that have waited longest; or it never will be.</summary>
    private void Wake(int count, Exception? failure = null)
    {
        while (count > 0 && Volatile.Read(ref _waitingCount) > 0)
        {
            TaskCompletionSource? turn;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out turn))
                    return;
                _waitingCount--;
            }

            if (failure is null ? turn.TrySetResult() : turn.TrySetException(failure))
                count--;
        }
    }

    private void EnsureConnecting()
    {
        lock (_lock)
        {
            if (_connecting || _disposed || _waiting.Count == 0)
                return;
            _connections = [.. _connections.Where(c => !c.IsClosing)];
            if (_connections.Length >= MaxConnections)
                return;
            _connecting = true;
        }

        // On a thread of its own, so that a connection does not keep the async locals of the call that needs it first.
        ThreadPool.UnsafeQueueUserWorkItem(static transport => _ = transport.ConnectAsync(), this, preferLocal: false);
    }

    private async Task ConnectAsync()
    {
        try
        {
            var connection = await connector.ConnectAsync(() => Wake(1), _shutdown.Token).ConfigureAwait(false);
            lock (_lock)
            {
                _connecting = false;
                if (!_disposed)
                    _connections = [.. _connections, connection];
            }

            if (_disposed)
                connection.Dispose();
            Wake(connection.Room);
        }
        catch (Exception ex)
        {
            bool alone;
            lock (_lock)
            {
                _connecting = false;
                alone = _connections.All(c => c.IsClosing);
            }

            // Others may make room yet.
            if (alone)
                Wake(int.MaxValue, ex);
        }

        EnsureConnecting();
    }
}
