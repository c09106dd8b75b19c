using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Grpc.Net.Client.Internal.Http2;

internal sealed partial class Http2Connection
{
    // As much as all streams may use. It is credited as the bytes arrive: a call that nobody reads holds up no other.
    private const int ConnectionWindow = 64 * 1024 * 1024;
    private const int InputSize = 64 * 1024;

    private readonly Action _onRead;
    private readonly byte[] _input = new byte[InputSize];
    private readonly List<Http2Stream> _woken = [];
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private int _start;
    private int _end;
    private int _uncredited;

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
}
