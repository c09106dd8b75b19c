using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Grpc.Net.Client.Internal.Http2;

internal sealed partial class Http2Connection
{
    // As much as all streams may use. It is credited as the bytes arrive: a call that nobody reads holds up no other.
    private const int ConnectionWindow = 64 * 1024 * 1024;
    private const int InputSize = 64 * 1024;
    private const int MaxHeaderBlockSize = 2 * MaxHeaderListSize;

    private const int SettingSize = 6;
    private const int SettingHeaderTableSize = 0x1;
    private const int SettingEnablePush = 0x2;
    private const int SettingMaxConcurrentStreams = 0x3;
    private const int SettingInitialWindowSize = 0x4;
    private const int SettingMaxFrameSize = 0x5;
    private const int SettingMaxHeaderListSize = 0x6;

    private readonly Action _onRead;
    private readonly byte[] _input = new byte[InputSize];
    private readonly List<Http2Stream> _woken = [];
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private int _start;
    private int _end;
    private int _uncredited;
    private int _headersOf;
    private bool _headersEnd;
    private byte[] _block = [];
    private int _blockLength;

    /// <summary>
    /// The reading loop. Readers are woken after the next read is under way, the last of them on this thread: with one
    /// call at a time that spares a change of threads, and what a caller does with the thread is its own affair.
    /// </summary>
    private void Receive()
    {
        while (true)
        {
            ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read;
            try
            {
                _input.AsSpan(_start, _end - _start).CopyTo(_input);
                (_start, _end) = (0, _end - _start);
                read = _socket.ReadAsync(_input.AsMemory(_end)).ConfigureAwait(false).GetAwaiter();
            }
            catch (Exception ex)
            {
                Close(ex, Http2Error.NoError);
                WakeAll();
                return;
            }

            var last = _woken.Count > 0 ? _woken[^1] : null;
            for (var i = 0; i < _woken.Count - 1; i++)
                ThreadPool.UnsafeQueueUserWorkItem(_woken[i], preferLocal: false);
            _woken.Clear();
            if (!read.IsCompleted)
            {
                _read = read;
                read.UnsafeOnCompleted(_onRead); // from here on another thread may be in this loop
                last?.Execute();
                return;
            }

            if (last is not null)
                ThreadPool.UnsafeQueueUserWorkItem(last, preferLocal: false);
            if (!TryTake(read))
                return;
        }
    }

    private void OnRead()
    {
        if (TryTake(_read))
            Receive();
    }

    private bool TryTake(ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read)
    {
        try
        {
            var count = read.GetResult();
            if (count == 0)
                throw new IOException("The server closed the connection.");
            _end += count;
            TakeFrames();
            return true;
        }
        catch (Exception ex)
        {
            Close(ex, ex is Http2ConnectionException broken ? broken.Error : Http2Error.NoError);
            WakeAll();
            return false;
        }
    }

    private void WakeAll()
    {
        foreach (var stream in _woken)
            ThreadPool.UnsafeQueueUserWorkItem(stream, preferLocal: false);
        _woken.Clear();
    }

    private void TakeFrames()
    {
        while (_end - _start >= OutputBuffer.FrameHeaderSize)
        {
            var head = _input.AsSpan(_start, OutputBuffer.FrameHeaderSize);
            var length = BinaryPrimitives.ReadInt32BigEndian(head) >>> 8;
            if (length > DefaultFrameSize)
                throw Broken(Http2Error.FrameSize, $"a frame of {length} bytes");
            if (_end - _start - OutputBuffer.FrameHeaderSize < length)
                return;
            var streamId = BinaryPrimitives.ReadInt32BigEndian(head[5..]) & int.MaxValue;
            Take((FrameType)head[3], (FrameFlags)head[4], streamId, _input.AsSpan(_start + OutputBuffer.FrameHeaderSize, length));
            _start += OutputBuffer.FrameHeaderSize + length;
        }
    }

    private void Take(FrameType type, FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        if (_headersOf != 0 && (type != FrameType.Continuation || streamId != _headersOf))
            throw Broken(Http2Error.Protocol, $"{type} in the middle of headers");
        switch (type)
        {
            case FrameType.Data:
                TakeData(flags, streamId, payload);
                break;
            case FrameType.Headers:
                TakeHeaders(flags, streamId, payload);
                break;
            case FrameType.Continuation:
                TakeContinuation(flags, streamId, payload);
                break;
            case FrameType.Reset:
                TakeReset(streamId, payload);
                break;
            case FrameType.Settings:
                TakeSettings(flags, streamId, payload);
                break;
            case FrameType.Ping:
                TakePing(flags, streamId, payload);
                break;
            case FrameType.GoAway:
                TakeGoAway(streamId, payload);
                break;
            case FrameType.WindowUpdate:
                TakeWindowUpdate(streamId, payload);
                break;
            case FrameType.PushPromise:
                throw Broken(Http2Error.Protocol, "a push, which we do not allow");
        }
    }

    private void TakeData(FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        var data = WithoutPadding(flags, payload);
        CreditConnection(payload.Length);
        if (Find(streamId) is not { } stream)
            return;
        Noted(stream, stream.TakeData(data, payload.Length));
        if ((flags & FrameFlags.EndStream) != 0)
            Ended(stream, stream.TakeEnd());
    }

    private void TakeHeaders(FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        payload = WithoutPadding(flags, payload);
        if ((flags & FrameFlags.Priority) != 0)
            payload = payload.Length >= 5 ? payload[5..] : throw Broken(Http2Error.FrameSize, "a priority that is cut short");
        if (streamId == 0)
            throw Broken(Http2Error.Protocol, "headers of no stream");
        var ends = (flags & FrameFlags.EndStream) != 0;
        if ((flags & FrameFlags.EndHeaders) != 0)
        {
            TakeBlock(streamId, payload, ends);
            return;
        }

        (_headersOf, _headersEnd, _blockLength) = (streamId, ends, 0);
        Gather(payload);
    }

    private void TakeContinuation(FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        if (_headersOf == 0)
            throw Broken(Http2Error.Protocol, "a continuation of nothing");
        Gather(payload);
        if ((flags & FrameFlags.EndHeaders) == 0)
            return;
        _headersOf = 0;
        TakeBlock(streamId, _block.AsSpan(0, _blockLength), _headersEnd);
        _block = [];
    }

    private void Gather(ReadOnlySpan<byte> payload)
    {
        if (_blockLength + payload.Length > MaxHeaderBlockSize)
            throw Broken(Http2Error.EnhanceYourCalm, $"headers of more than {MaxHeaderBlockSize} bytes");
        if (_block.Length < _blockLength + payload.Length)
            Array.Resize(ref _block, Math.Max(2 * _block.Length, _blockLength + payload.Length));
        payload.CopyTo(_block.AsSpan(_blockLength));
        _blockLength += payload.Length;
        // An empty one costs nothing, and may come without end.
        _blockLength += payload.IsEmpty ? 1 : 0;
    }

    private void TakeBlock(int streamId, ReadOnlySpan<byte> block, bool ends)
    {
        var list = _decoder.Decode(block, out var status);
        if (Find(streamId) is not { } stream)
            return;
        if (list is null)
            Refuse(stream, new InvalidDataException($"The server sent headers of more than {MaxHeaderListSize} bytes."));
        else if (ends)
            Ended(stream, stream.TakeHeaders(list, status, ends: true));
        else
            Noted(stream, stream.TakeHeaders(list, status, ends: false));
    }

    private void TakeReset(int streamId, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != sizeof(int))
            throw Broken(Http2Error.FrameSize, $"a reset of {payload.Length} bytes");
        if (Find(streamId) is not { } stream)
            return;
        var error = BinaryPrimitives.ReadInt32BigEndian(payload);
        lock (_lock)
            Remove_NeedsLock(stream);
        stream.Fail(
            error == (int)Http2Error.RefusedStream ? new StreamRefusedException("The server refused the stream.") : new StreamResetException(error));
        OnRemoved();
    }

    private void TakeSettings(FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        if (streamId != 0)
            throw Broken(Http2Error.Protocol, "settings of a stream");
        if (payload.Length % SettingSize != 0 || ((flags & FrameFlags.Ack) != 0 && !payload.IsEmpty))
            throw Broken(Http2Error.FrameSize, $"settings of {payload.Length} bytes");
        if ((flags & FrameFlags.Ack) != 0)
            return;
        bool flush;
        lock (_lock)
        {
            for (; !payload.IsEmpty; payload = payload[SettingSize..])
                Apply_NeedsLock(BinaryPrimitives.ReadUInt16BigEndian(payload), BinaryPrimitives.ReadUInt32BigEndian(payload[2..]));
            _output.WriteFrameHeader(FrameType.Settings, FrameFlags.Ack, 0, 0);
            flush = StartAnswer_NeedsLock();
        }

        if (flush)
            Flush(here: false);
        _ready.TrySetResult();
        _onRoom();
    }

    private void Apply_NeedsLock(int id, uint value)
    {
        switch (id)
        {
            case SettingHeaderTableSize:
                _encoder.Resize((int)Math.Min(value, HpackEncoder.DefaultTableSize));
                break;
            case SettingMaxConcurrentStreams:
                _maxStreams = (int)Math.Min(value, int.MaxValue);
                break;
            case SettingInitialWindowSize:
                if (value > int.MaxValue)
                    throw Broken(Http2Error.FlowControl, $"an initial window of {value}");
                MoveWindows_NeedsLock((int)value);
                break;
            case SettingMaxFrameSize:
                if (value is < DefaultFrameSize or > 0xFF_FFFF)
                    throw Broken(Http2Error.Protocol, $"a largest frame of {value}");
                _maxFrameSize = (int)value;
                break;
        }
    }

    private void MoveWindows_NeedsLock(int initial)
    {
        var change = (long)initial - _initialWindow;
        _initialWindow = initial;
        foreach (var stream in _streams.Values)
        {
            stream.Outgoing.Window = WindowOf(stream.Outgoing.Window + change);
            Send_NeedsLock(stream.Outgoing);
        }
    }

    private void TakePing(FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        if (streamId != 0)
            throw Broken(Http2Error.Protocol, "a ping of a stream");
        if (payload.Length != sizeof(long))
            throw Broken(Http2Error.FrameSize, $"a ping of {payload.Length} bytes");
        if ((flags & FrameFlags.Ack) != 0)
            return;
        bool flush;
        lock (_lock)
        {
            _output.WriteFrameHeader(FrameType.Ping, FrameFlags.Ack, 0, payload.Length);
            _output.Write(payload);
            flush = StartAnswer_NeedsLock();
        }

        if (flush)
            Flush(here: false);
    }

    /// <summary>What the server has not begun with, it never will.</summary>
    private void TakeGoAway(int streamId, ReadOnlySpan<byte> payload)
    {
        if (streamId != 0)
            throw Broken(Http2Error.Protocol, "GOAWAY of a stream");
        if (payload.Length < 2 * sizeof(int))
            throw Broken(Http2Error.FrameSize, $"GOAWAY of {payload.Length} bytes");
        var last = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        Http2Stream[] refused;
        lock (_lock)
        {
            _closing = true;
            refused = [.. _streams.Values.Where(s => s.Id > last)];
            foreach (var stream in refused)
                Remove_NeedsLock(stream);
        }

        foreach (var stream in refused)
            stream.Fail(new StreamRefusedException("The server went away before it began with the call."));
        OnRemoved();
    }

    private void TakeWindowUpdate(int streamId, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != sizeof(int))
            throw Broken(Http2Error.FrameSize, $"a window update of {payload.Length} bytes");
        var bytes = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        if (bytes == 0)
            throw Broken(Http2Error.Protocol, "a window update of nothing");
        var stream = streamId == 0 ? null : Find(streamId);
        bool flush;
        lock (_lock)
        {
            if (stream is not null)
            {
                stream.Outgoing.Window = WindowOf((long)stream.Outgoing.Window + bytes);
                Send_NeedsLock(stream.Outgoing);
            }
            else if (streamId == 0)
            {
                _sendWindow = WindowOf(_sendWindow + bytes);
                Fill_NeedsLock();
            }

            flush = StartFlush_NeedsLock();
        }

        if (flush)
            Flush(here: false);
    }

    private static int WindowOf(long window) =>
        window <= int.MaxValue ? (int)window : throw Broken(Http2Error.FlowControl, "a window beyond 2^31 - 1");

    /// <summary>Answers to frames gather when the server does not read them; it must not make us keep them all.</summary>
    private bool StartAnswer_NeedsLock() =>
        _output.Length <= MaxOutput ? StartFlush_NeedsLock() : throw Broken(Http2Error.EnhanceYourCalm, "more than it reads answers to");

    private void CreditConnection(int bytes)
    {
        _uncredited += bytes;
        if (_uncredited < ConnectionWindow / 4)
            return;
        bool flush;
        lock (_lock)
        {
            _output.WriteNumberFrame(FrameType.WindowUpdate, 0, _uncredited);
            flush = StartFlush_NeedsLock();
        }

        _uncredited = 0;
        if (flush)
            Flush(here: false);
    }

    private static ReadOnlySpan<byte> WithoutPadding(FrameFlags flags, ReadOnlySpan<byte> payload)
    {
        if ((flags & FrameFlags.Padded) == 0)
            return payload;
        return !payload.IsEmpty && payload[0] < payload.Length
            ? payload[1..^payload[0]]
            : throw Broken(Http2Error.Protocol, "more padding than frame");
    }

    /// <summary>The stream; null when it is over on this side.</summary>
    private Http2Stream? Find(int streamId)
    {
        lock (_lock)
        {
            if (_streams.TryGetValue(streamId, out var stream))
                return stream;
            if (streamId == 0 || (streamId & 1) == 0 || streamId >= (uint)_nextStreamId)
                throw Broken(Http2Error.Protocol, $"something of stream {streamId}, which was never begun");
            return null;
        }
    }

    private void Noted(Http2Stream stream, bool wakes)
    {
        stream.Outgoing.Answers = true;
        if (wakes)
            _woken.Add(stream);
    }

    /// <summary>The response is complete. The request need not be: whoever reads the response decides.</summary>
    private void Ended(Http2Stream stream, bool wakes)
    {
        lock (_lock)
        {
            if (stream.Outgoing.Ended)
                _streams.Remove(stream.Id);
        }

        if (wakes)
            _woken.Add(stream);
        OnRemoved();
    }

    private void Refuse(Http2Stream stream, Exception failure)
    {
        stream.Fail(failure);
        Reset(stream, Http2Error.Cancel);
    }

    private static Http2ConnectionException Broken(Http2Error error, string what) =>
        new(error, $"The server broke HTTP/2: it sent {what}.");
}
