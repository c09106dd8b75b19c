using System.Buffers.Binary;

namespace Grpc.Net.Client.Internal.Http2;

/// <content>Frames about calls and the connection: resets, settings, pings, windows, farewells.</content>
internal sealed partial class Http2Connection
{
    private const int SettingSize = 6;
    private const int SettingHeaderTableSize = 0x1;
    private const int SettingEnablePush = 0x2;
    private const int SettingMaxConcurrentStreams = 0x3;
    private const int SettingInitialWindowSize = 0x4;
    private const int SettingMaxFrameSize = 0x5;
    private const int SettingMaxHeaderListSize = 0x6;

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
}
