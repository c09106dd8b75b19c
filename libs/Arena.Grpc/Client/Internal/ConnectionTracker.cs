using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// What a channel knows of its connections, because it makes them itself: how many are open, how many are being made,
/// and whether the last attempt failed. It looks no deeper than TCP; a TLS failure shows in the calls.
/// </summary>
internal sealed class ConnectionTracker(DnsEndPoint server, GrpcChannelOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TrackedStream? _spare;
    private int _open;
    private int _connecting;
    private bool _failed;
    private bool _shutDown;

    internal ConnectivityState State { get; private set; } = ConnectivityState.Idle;

    /// <summary>Opens a connection that the next call will use, in as many attempts as it takes.</summary>
    internal async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var backoff = new ConnectBackoff(options);
        while (State is not ConnectivityState.Ready)
        {
            ObjectDisposedException.ThrowIf(_shutDown, this);
            try
            {
                Keep(await ConnectAsync(server, cancellationToken).ConfigureAwait(false));
            }
            catch (SocketException)
            {
                await Task.Delay(backoff.Next(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    internal async Task WaitForChangeAsync(ConnectivityState last, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (State != last)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the connections of a handler from now on.</summary>
    internal void Attach(SocketsHttpHandler handler) =>
        handler.ConnectCallback = async (context, cancellationToken) => context.DnsEndPoint.Equals(server)
            ? await OpenAsync(cancellationToken).ConfigureAwait(false)
            : await ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);

    /// <summary>A connection to the server: the one that was opened ahead, if there is one.</summary>
    internal async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        TakeSpare() ?? await ConnectAsync(server, cancellationToken).ConfigureAwait(false);

    public void Dispose()
    {
        TrackedStream? spare;
        lock (_lock)
        {
            _shutDown = true;
            (spare, _spare) = (_spare, null);
            Update_NeedsLock();
        }

        spare?.Dispose();
    }

    private async ValueTask<TrackedStream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        Change(() => _connecting++);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            var stream = new TrackedStream(socket, this);
            Change(() => (_connecting, _open, _failed) = (_connecting - 1, _open + 1, false));
            return stream;
        }
        catch (Exception ex)
        {
            socket.Dispose();
            Change(() => (_connecting, _failed) = (_connecting - 1, ex is SocketException));
            throw;
        }
    }

    private void Keep(TrackedStream stream)
    {
        TrackedStream? surplus = stream;
        lock (_lock)
        {
            if (!_shutDown)
                (surplus, _spare) = (_spare, stream);
        }

        surplus?.Dispose();
    }

    /// <summary>The connection kept for the next call, unless the server has closed it meanwhile.</summary>
    private TrackedStream? TakeSpare()
    {
        TrackedStream? spare;
        lock (_lock)
            (spare, _spare) = (_spare, null);
        if (spare is null || spare.IsAlive)
            return spare;
        spare.Dispose();
        return null;
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            Update_NeedsLock();
        }
    }

    private void Update_NeedsLock()
    {
        var state = _shutDown ? ConnectivityState.Shutdown
            : _open > 0 ? ConnectivityState.Ready
            : _connecting > 0 ? ConnectivityState.Connecting
            : _failed ? ConnectivityState.TransientFailure
            : ConnectivityState.Idle;
        if (state == State)
            return;
        State = state;
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class TrackedStream(Socket socket, ConnectionTracker tracker) : NetworkStream(socket, ownsSocket: true)
    {
        private int _closed;

        /// <summary>Readable and yet empty is what a closed connection looks like.</summary>
        internal bool IsAlive => !(Socket.Poll(0, SelectMode.SelectRead) && Socket.Available == 0);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (Interlocked.Exchange(ref _closed, 1) == 0)
                tracker.Change(() => tracker._open--);
        }
    }
}
