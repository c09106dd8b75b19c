namespace Grpc.Net.Client.Internal.Http2;

internal sealed partial class Http2Connection
{
    /// <summary>Bytes that gather while others are being sent; bodies wait beyond that.</summary>
    private const int OutputLimit = 64 * 1024;

    /// <summary>Bytes of answers to the server's own frames that may gather when it does not read: more is an attack.</summary>
    private const int MaxOutput = 1024 * 1024;

    private readonly Queue<Outgoing> _waiting = [];
    private readonly List<Outgoing> _writers = [];
    private OutputBuffer _output = new();
    private OutputBuffer _sending = new();
    private long _sendWindow = DefaultWindow;
    private bool _flushing;

    /// <summary>Sends a batch of a request stream; done when it is being sent.</summary>
    internal ValueTask WriteAsync(Outgoing outgoing, ReadOnlyMemory<byte> batch)
    {
        ValueTask written;
        bool flush;
        bool here;
        lock (_lock)
        {
            if (outgoing.Ended || _closed)
                return ValueTask.FromException(new IOException("The request stream has been closed."));
            outgoing.Pending = batch;
            written = outgoing.WriterWaits();
            Send_NeedsLock(outgoing);
            // One message of a dialogue leaves at once. Of many in a row, those that come meanwhile leave together.
            here = outgoing.Answers && _streams.Count == 1;
            outgoing.Answers = false;
            flush = StartFlush_NeedsLock();
        }

        if (flush)
            Flush(here);
        return written;
    }

    /// <summary>The request has been written.</summary>
    internal void EndRequest(Outgoing outgoing)
    {
        bool flush;
        lock (_lock)
        {
            if (outgoing.Ended || outgoing.Ends || _closed)
                return;
            outgoing.Ends = true;
            Send_NeedsLock(outgoing);
            flush = StartFlush_NeedsLock();
        }

        if (flush)
            Flush(here: false);
    }

    /// <summary>The reader has consumed this much: the server may send as much again.</summary>
    internal void Credit(Http2Stream stream, int bytes)
    {
        bool flush;
        lock (_lock)
        {
            if (!_streams.ContainsKey(stream.Id))
                return;
            _output.WriteNumberFrame(FrameType.WindowUpdate, stream.Id, bytes);
            flush = StartFlush_NeedsLock();
        }

        if (flush)
            Flush(here: false);
    }

    /// <summary>The writing loop, when it runs on a thread of its own.</summary>
    public void Execute() => _ = FlushAsync();

    private bool StartFlush_NeedsLock()
    {
        if (_flushing || _output.Length == 0)
            return false;
        return _flushing = true;
    }

    /// <summary>Starts the writing loop. Elsewhere, it leaves time for others to add what they have.</summary>
    private void Flush(bool here)
    {
        if (here)
            Execute();
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task FlushAsync()
    {
        try
        {
            while (TakeOutput())
                await _socket.WriteAsync(_sending.WrittenMemory).ConfigureAwait(false);
        }
        catch (Exception ex)
        {
            lock (_lock)
                _flushing = false;
            Close(ex, Http2Error.Internal);
            await _socket.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Swaps the buffers; false, and the loop over, when there is nothing to send.</summary>
    private bool TakeOutput()
    {
        bool over;
        lock (_lock)
        {
            _sending.Clear();
            Fill_NeedsLock();
            if (_output.Length > 0)
            {
                (_output, _sending) = (_sending, _output);
                foreach (var writer in _writers)
                    writer.TellWriter();
                _writers.Clear();
                return true;
            }

            _flushing = false;
            over = _closed || (_closing && _streams.Count == 0);
        }

        if (over)
            _socket.Dispose();
        return false;
    }

    private void Send_NeedsLock(Outgoing outgoing)
    {
        if (outgoing.Queued || !outgoing.HasSomething)
            return;
        outgoing.Queued = true;
        _waiting.Enqueue(outgoing);
        Fill_NeedsLock();
    }

    /// <summary>Moves bodies into the output as far as there is room for them, in it and at the server: a frame each in turn.</summary>
    private void Fill_NeedsLock()
    {
        while (_output.Length < OutputLimit && _waiting.TryPeek(out var outgoing))
        {
            var size = (int)Math.Min(Math.Min(outgoing.Pending.Length, _maxFrameSize), Math.Min(outgoing.Window, _sendWindow));
            if (size <= 0 && !outgoing.Pending.IsEmpty && outgoing.Window > 0)
                return; // the connection's window is used up: everyone waits
            _waiting.Dequeue();
            outgoing.Queued = false;
            if (!outgoing.HasSomething || (size <= 0 && !outgoing.Pending.IsEmpty))
                continue; // until its window opens
            WriteData_NeedsLock(outgoing, Math.Max(0, size));
            if (!outgoing.HasSomething)
                continue;
            outgoing.Queued = true;
            _waiting.Enqueue(outgoing);
        }
    }

    private void WriteData_NeedsLock(Outgoing outgoing, int size)
    {
        var ends = outgoing.Ends && size == outgoing.Pending.Length;
        _output.WriteFrameHeader(FrameType.Data, ends ? FrameFlags.EndStream : FrameFlags.None, outgoing.Stream.Id, size);
        _output.Write(outgoing.Pending.Span[..size]);
        outgoing.Pending = outgoing.Pending[size..];
        outgoing.Window -= size;
        _sendWindow -= size;
        if (!outgoing.Pending.IsEmpty)
            return;
        outgoing.Ended = ends;
        outgoing.FreeBody();
        if (outgoing.HasWriter)
            _writers.Add(outgoing);
    }
}
