using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>
/// One call on a connection. What arrives is under the stream's own lock; what leaves is under the connection's, and
/// kept in <see cref="Outgoing"/>. At most one reader waits, first for the headers, then for the body: the connection
/// collects those it has something for, and wakes them when it has taken in all that lay in the socket.
/// </summary>
internal sealed partial class Http2Stream : PipeReader, ICallResponse, IRequestStream, IDirectSource, IThreadPoolWorkItem,
    IValueTaskSource<ICallResponse>, IValueTaskSource<ReadResult>, IValueTaskSource<int>
{
    /// <summary>Bytes of a body that may lie here unread, per call.</summary>
    internal const int ReceiveWindow = 1024 * 1024;

    private readonly Http2Connection _connection;
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<bool> _signal;
    private Waiting _waiting;
    private Exception? _failure;
    private HeaderList? _headers;
    private HeaderList? _trailers;
    private bool _ended;

    internal Http2Stream(Http2Connection connection, int id, int sendWindow)
    {
        (_connection, Id) = (connection, id);
        Outgoing = new Outgoing(this, sendWindow);
    }

    private enum Waiting
    {
        Nobody,
        ForHeaders,
        ForBody,
    }

    internal int Id { get; }

    /// <summary>What this stream sends; the connection's.</summary>
    internal Outgoing Outgoing { get; }

    public int HttpStatus { get; private set; }

    public HeaderList Headers => _headers!;

    public HeaderList Trailers => _trailers ?? HeaderList.Empty;

    /// <summary>Done when the response headers are there.</summary>
    internal ValueTask<ICallResponse> ResponseAsync()
    {
        lock (_lock)
        {
            if (_failure is not null)
                return ValueTask.FromException<ICallResponse>(_failure);
            if (_headers is not null)
                return new ValueTask<ICallResponse>(this);
            return new ValueTask<ICallResponse>(this, WaitFor_NeedsLock(Waiting.ForHeaders));
        }
    }

    public PipeReader OpenBody(bool waitsLong)
    {
        lock (_lock)
            _hasReader = true;
        return this;
    }

    /// <summary>Nobody wants the rest. Cancels the call on the wire unless it is over.</summary>
    public void Dispose()
    {
        Fail(new OperationCanceledException("The call was cancelled."));
        lock (_lock)
        {
            // A reader lets go of the body itself, as it may be looking at it.
            if (!_hasReader)
                Free_NeedsLock();
        }

        if (!_ended || !Outgoing.Ended)
            _connection.Reset(this, Http2Error.Cancel);
    }

    ValueTask IRequestStream.WriteAsync(ReadOnlyMemory<byte> batch) => _connection.WriteAsync(Outgoing, batch);

    void IRequestStream.Complete() => _connection.EndRequest(Outgoing);

    void IRequestStream.Abort() => _connection.Reset(this, Http2Error.Cancel);

    /// <summary>Wakes whoever waits.</summary>
    public void Execute()
    {
        if (Volatile.Read(ref _failure) is { } failure)
            _signal.SetException(failure);
        else
            _signal.SetResult(true);
    }

    /// <summary>Takes headers or trailers in; true when somebody is to be woken.</summary>
    /// <exception cref="Http2ConnectionException">There were headers before, and these are no trailers.</exception>
    internal bool TakeHeaders(HeaderList list, int status, bool ends)
    {
        lock (_lock)
        {
            if (_ended || _failure is not null)
                return false;
            if (_headers is null)
            {
                if (status is >= 100 and < 200 && !ends)
                    return false; // informational: the real ones follow
                (_headers, HttpStatus) = (list, status);
            }
            else if (ends)
            {
                _trailers = list;
            }
            else
            {
                throw new Http2ConnectionException(Http2Error.Protocol, "The server sent headers after the headers.");
            }

            _ended = ends;
            return Wakes_NeedsLock();
        }
    }

    /// <summary>The response ends without trailers; true when somebody is to be woken.</summary>
    internal bool TakeEnd()
    {
        lock (_lock)
        {
            if (_ended || _failure is not null)
                return false;
            _ended = true;
            return Wakes_NeedsLock();
        }
    }

    /// <summary>The call is over for whoever reads, unless it has ended before.</summary>
    internal void Fail(Exception failure)
    {
        lock (_lock)
        {
            if (_ended || _failure is not null)
                return;
            _failure = failure;
            if (!Wakes_NeedsLock())
                return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    ICallResponse IValueTaskSource<ICallResponse>.GetResult(short token)
    {
        _signal.GetResult(token);
        return this;
    }

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token)
    {
        _signal.GetResult(token);
        lock (_lock)
            return Result_NeedsLock();
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        _signal.GetResult(token);
        return TakeFilled();
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _signal.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<ICallResponse>.GetStatus(short token) => _signal.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource<ICallResponse>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<ReadResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private short WaitFor_NeedsLock(Waiting what)
    {
        _signal.Reset();
        _waiting = what;
        return _signal.Version;
    }

    // Who waits for headers is woken by nothing less.
    private bool Wakes_NeedsLock()
    {
        if (_waiting == Waiting.Nobody || (_waiting == Waiting.ForHeaders && _headers is null && _failure is null && !_ended))
            return false;
        _waiting = Waiting.Nobody;
        return true;
    }
}
