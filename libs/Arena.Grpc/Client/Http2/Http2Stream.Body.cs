using System.Buffers;
using System.IO.Pipelines;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>The body as it arrives: a chain of pooled segments, which the reader sees and frees without copying.</summary>
internal sealed partial class Http2Stream
{
    private const int SmallestSegment = 4 * 1024;
    private const int LargestSegment = 64 * 1024;

    private Segment? _first;
    private Segment? _last;
    private int _firstStart;
    private int _nextSize = SmallestSegment;
    private int _received; // bytes that the peer's window has been charged with
    private int _credit; // bytes consumed that the peer has not been told of
    private bool _examined = true;
    private bool _hasReader;
    private bool _freed;
    private Memory<byte> _target; // of a reader that wants the bytes elsewhere
    private int _filled;

    /// <summary>Takes a piece of the body in; true when somebody is to be woken.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="charged">What the frame costs the window: the bytes and their padding.</param>
    /// <exception cref="Http2ConnectionException">It is more than the window allows, or there have been no headers.</exception>
    internal bool TakeData(ReadOnlySpan<byte> data, int charged)
    {
        lock (_lock)
        {
            if (_ended || _failure is not null)
                return false;
            if (_headers is null)
                throw new Http2ConnectionException(Http2Error.Protocol, "The server sent a body before its headers.");
            _received += charged;
            if (_received > ReceiveWindow)
                throw new Http2ConnectionException(Http2Error.FlowControl, "The server sent more than the stream's window allows.");
            _credit += charged - data.Length;
            if (data.IsEmpty)
                return false;
            data = data[Fill_NeedsLock(data)..];
            if (!data.IsEmpty)
            {
                Append_NeedsLock(data);
                _examined = false;
            }

            return Wakes_NeedsLock();
        }
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_failure is not null)
                return ValueTask.FromException<ReadResult>(_failure);
            if (!_examined || _ended)
                return new ValueTask<ReadResult>(Result_NeedsLock());
            return new ValueTask<ReadResult>(this, WaitFor_NeedsLock(Waiting.ForBody));
        }
    }

    /// <summary>Reads past the segments, to where the bytes belong; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_failure is not null)
                return ValueTask.FromException<int>(_failure);
            (_target, _filled) = (target, 0);
            if (_first is null && !_ended)
                return new ValueTask<int>(this, WaitFor_NeedsLock(Waiting.ForBody));
            while (_first is not null && _filled < target.Length)
            {
                var count = Fill_NeedsLock(_first.Memory.Span[_firstStart.._first.End]);
                Consume_NeedsLock(_first, _firstStart + count);
            }

            _examined = _first is null;
        }

        return new ValueTask<int>(TakeFilled());
    }

    public override bool TryRead(out ReadResult result)
    {
        lock (_lock)
        {
            result = Result_NeedsLock();
            return _failure is null && (!_examined || _ended);
        }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        int credit;
        lock (_lock)
        {
            if (_first is null || _last is null)
                return;
            _examined = examined.GetObject() == _last && examined.GetInteger() == _last.End;
            credit = Credit_NeedsLock(Consume_NeedsLock((Segment)consumed.GetObject()!, consumed.GetInteger()));
        }

        if (credit > 0)
            _connection.Credit(this, credit);
    }

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        lock (_lock)
            Free_NeedsLock();
    }

    private int TakeFilled()
    {
        int filled;
        int credit;
        lock (_lock)
        {
            (filled, _filled, _target) = (_filled, 0, default);
            credit = Credit_NeedsLock(filled);
        }

        if (credit > 0)
            _connection.Credit(this, credit);
        return filled;
    }

    /// <summary>Notes what was consumed; what the server is to be told, when that is worth a frame.</summary>
    private int Credit_NeedsLock(int consumed)
    {
        _credit += consumed;
        if (_credit < ReceiveWindow / 2 || _ended)
            return 0;
        (var credit, _credit) = (_credit, 0);
        _received -= credit;
        return credit;
    }

    private int Fill_NeedsLock(ReadOnlySpan<byte> data)
    {
        var count = Math.Min(data.Length, _target.Length - _filled);
        data[..count].CopyTo(_target.Span[_filled..]);
        _filled += count;
        return count;
    }

    private ReadResult Result_NeedsLock() => new(
        _first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(_first, _firstStart, _last!, _last!.End),
        isCanceled: false,
        _ended);

    private void Append_NeedsLock(ReadOnlySpan<byte> data)
    {
        if (_freed)
            return;
        while (true)
        {
            if (_last is not null)
                data = data[_last.Append(data)..];
            if (data.IsEmpty)
                return;
            var next = new Segment(Math.Max(_nextSize, data.Length), _last);
            _nextSize = Math.Min(2 * _nextSize, LargestSegment);
            _first ??= next;
            _last = next;
        }
    }

    private int Consume_NeedsLock(Segment segment, int index)
    {
        var count = 0;
        while (_first != segment)
        {
            count += _first!.End - _firstStart;
            var next = _first.NextSegment!;
            _first.Free();
            (_first, _firstStart) = (next, 0);
        }

        count += index - _firstStart;
        _firstStart = index;
        if (_firstStart == _first.End)
        {
            // An idle stream holds no memory.
            var next = _first.NextSegment;
            _first.Free();
            (_first, _firstStart) = (next, 0);
            if (next is null)
                _last = null;
        }

        return count;
    }

    private void Free_NeedsLock()
    {
        _freed = true;
        for (var segment = _first; segment is not null; segment = segment.NextSegment)
            segment.Free();
        (_first, _last, _firstStart) = (null, null, 0);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        private readonly byte[] _array;

        internal Segment(int size, Segment? previous)
        {
            // Filled before another follows, so that all of it counts in the middle of a sequence.
            _array = BufferPool.Arrays.Rent(size);
            Memory = _array;
            if (previous is null)
                return;
            previous.Next = this;
            RunningIndex = previous.RunningIndex + previous.End;
        }

        internal int End { get; private set; }

        internal Segment? NextSegment => (Segment?)Next;

        /// <summary>Copies what has room; returns how much.</summary>
        internal int Append(ReadOnlySpan<byte> data)
        {
            var count = Math.Min(data.Length, _array.Length - End);
            data[..count].CopyTo(_array.AsSpan(End));
            End += count;
            return count;
        }

        internal void Free() => BufferPool.Arrays.Return(_array);
    }
}
