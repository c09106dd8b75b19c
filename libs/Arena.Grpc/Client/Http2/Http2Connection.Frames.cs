namespace Grpc.Net.Client.Internal.Http2;

/// <content>Frames of calls: headers and bodies.</content>
internal sealed partial class Http2Connection
{
    private const int MaxHeaderBlockSize = 2 * MaxHeaderListSize;

    private int _headersOf;
    private bool _headersEnd;
    private byte[] _block = [];
    private int _blockLength;

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
