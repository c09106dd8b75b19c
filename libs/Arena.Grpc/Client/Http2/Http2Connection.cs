using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>
/// One HTTP/2 connection (RFC 9113), client side. One loop reads and one writes; whoever starts or writes a call appends
/// to the output under the lock, and starts the writing loop when none runs. Streams that the server has not begun with
/// when it goes away are refused, and may be sent again; others live on until they end.
/// </summary>
internal sealed partial class Http2Connection : IThreadPoolWorkItem, IDisposable
{
    private const int DefaultWindow = 65_535;
    private const int DefaultFrameSize = 16_384;

    /// <summary>The largest list of response headers or trailers, in bytes.</summary>
    private const int MaxHeaderListSize = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Stream _socket;
    private readonly Action _onRoom;
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly HpackEncoder _encoder;
    private readonly HpackDecoder _decoder = new(MaxHeaderListSize);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _nextStreamId = 1;
    private int _maxStreams = int.MaxValue;
    private int _initialWindow = DefaultWindow;
    private int _maxFrameSize = DefaultFrameSize;
    private bool _closing;
    private bool _closed;

    /// <param name="socket">The connection, past TLS. Disposed of with this.</param>
    /// <param name="encoder">Knows the headers that all requests have.</param>
    /// <param name="onRoom">Is told when a stream has ended or the connection has: whoever waits may try again.</param>
    internal Http2Connection(Stream socket, HpackEncoder encoder, Action onRoom)
    {
        (_socket, _encoder, _onRoom) = (socket, encoder, onRoom);
        _onRead = OnRead;
    }

    /// <summary>Whether no more calls can be started here, ever.</summary>
    internal bool IsClosing
    {
        get
        {
            lock (_lock)
                return _closing || _closed;
        }
    }

    /// <summary>How many more calls may be started now.</summary>
    internal int Room
    {
        get
        {
            lock (_lock)
                return _maxStreams - _streams.Count;
        }
    }

    /// <summary>Says hello; done when the server has.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            WritePreface_NeedsLock();
            _flushing = true;
        }

        Execute();
        Receive();
        await _ready.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a call; null when there is no room for one.</summary>
    internal Http2Stream? TryStart(CallRequest request)
    {
        Http2Stream stream;
        bool flush;
        bool alone;
        lock (_lock)
        {
            if (_closing || _closed || _streams.Count >= _maxStreams)
                return null;
            stream = new Http2Stream(this, _nextStreamId, _initialWindow);
            var body = request.Body as UnaryBody;
            var bytes = body is null ? default : body.Frame;
            WriteHeaders_NeedsLock(stream.Id, request);
            _streams.Add(stream.Id, stream);
            if ((_nextStreamId += 2) < 0)
                _closing = true;
            if (body is not null)
            {
                stream.Outgoing.Ends = true;
                stream.Outgoing.Pending = bytes;
                Send_NeedsLock(stream.Outgoing);
                if (!stream.Outgoing.Ended)
                    stream.Outgoing.Own(body);
            }

            alone = _streams.Count == 1;
            flush = StartFlush_NeedsLock();
        }

        if (flush)
            Flush(here: alone);
        return stream;
    }

    /// <summary>Tells the server that a call is not wanted any more, unless it is over on this side.</summary>
    internal void Reset(Http2Stream stream, Http2Error error)
    {
        bool flush;
        lock (_lock)
        {
            if (!Remove_NeedsLock(stream))
                return;
            _output.WriteNumberFrame(FrameType.Reset, stream.Id, (int)error);
            flush = StartFlush_NeedsLock();
        }

        if (flush)
            Flush(here: false);
        OnRemoved();
    }

    public void Dispose() => Close(new ObjectDisposedException(nameof(GrpcChannel)), Http2Error.NoError);

    /// <summary>Ends the connection and all calls on it.</summary>
    private void Close(Exception failure, Http2Error error)
    {
        Http2Stream[] streams;
        bool flush;
        lock (_lock)
        {
            if (_closed)
                return;
            _closing = _closed = true;
            streams = [.. _streams.Values];
            _streams.Clear();
            foreach (var stream in streams)
                stream.Outgoing.GiveUp(failure);
            WriteGoAway_NeedsLock(error);
            flush = StartFlush_NeedsLock();
        }

        foreach (var stream in streams)
            stream.Fail(failure);
        _ready.TrySetException(failure);
        _ = _ready.Task.Exception;
        // The writing loop closes the socket behind itself; one that is stuck in the socket is freed by it.
        if (flush)
            Flush(here: false);
        else
            _socket.Dispose();
        _onRoom();
    }

    /// <summary>The stream ends on both sides. False when it has before.</summary>
    private bool Remove_NeedsLock(Http2Stream stream)
    {
        if (!_streams.Remove(stream.Id))
            return false;
        stream.Outgoing.GiveUp(new IOException("The call has ended."));
        return true;
    }

    /// <summary>There is room for another call; or, where none are taken any more, nothing left to stay for.</summary>
    private void OnRemoved()
    {
        if (!Volatile.Read(ref _closing))
        {
            _onRoom();
            return;
        }

        bool over;
        lock (_lock)
            over = _streams.Count == 0;
        if (over)
            Close(new IOException("The server went away."), Http2Error.NoError);
    }

    private void WritePreface_NeedsLock()
    {
        _output.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        ReadOnlySpan<(int Id, int Value)> settings =
        [
            (SettingEnablePush, 0),
            (SettingInitialWindowSize, Http2Stream.ReceiveWindow),
            (SettingMaxHeaderListSize, MaxHeaderListSize),
        ];
        _output.WriteFrameHeader(FrameType.Settings, FrameFlags.None, 0, settings.Length * SettingSize);
        foreach (var (id, value) in settings)
        {
            _output.WriteByte(0);
            _output.WriteByte((byte)id);
            _output.WriteNumber(value);
        }

        _output.WriteNumberFrame(FrameType.WindowUpdate, 0, ConnectionWindow - DefaultWindow);
    }

    private void WriteHeaders_NeedsLock(int streamId, CallRequest request)
    {
        var start = _output.Length;
        _output.WriteFrameHeader(FrameType.Headers, FrameFlags.EndHeaders, streamId, 0);
        _encoder.Write(_output, request);
        var length = _output.Length - start - OutputBuffer.FrameHeaderSize;
        var first = Math.Min(length, _maxFrameSize);
        _output.WriteFrameHeaderAt(start, FrameType.Headers, first == length ? FrameFlags.EndHeaders : FrameFlags.None, streamId, first);
        // What does not fit follows in frames of its own.
        for (var at = start + OutputBuffer.FrameHeaderSize + first; at < _output.Length;)
        {
            var left = _output.Length - at;
            var size = Math.Min(left, _maxFrameSize);
            _output.Insert(at, OutputBuffer.FrameHeaderSize);
            _output.WriteFrameHeaderAt(
                at, FrameType.Continuation, size == left ? FrameFlags.EndHeaders : FrameFlags.None, streamId, size);
            at += OutputBuffer.FrameHeaderSize + size;
        }
    }

    private void WriteGoAway_NeedsLock(Http2Error error)
    {
        _output.WriteFrameHeader(FrameType.GoAway, FrameFlags.None, 0, 2 * sizeof(int));
        _output.WriteNumber(0); // the server starts no streams
        _output.WriteNumber((int)error);
    }
}
