using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A response stream as a pipe over one pooled array. Whoever waits for a stream's next message holds no array: the
/// wait is a read of zero bytes. Messages lie in one piece, the form Protobuf parses fastest; the array doubles for
/// one that does not fit, and starts larger as long as reads keep filling it.
/// </summary>
internal sealed class ResponsePipe(Stream stream, bool waitsLong) : PipeReader, IDirectSource
{
    private const int SmallestRead = 4 * 1024;
    private const int LargestFirstRead = 64 * 1024;

    private byte[] _array = [];
    private int _start;
    private int _end;
    private int _nextSize = SmallestRead;
    private bool _ended;
    private bool _examined = true;

    private ReadResult Result => new(new ReadOnlySequence<byte>(_array, _start, _end - _start), isCanceled: false, _ended);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!_examined || _ended)
            return new ValueTask<ReadResult>(Result);
        if (waitsLong && _end == 0)
            return WaitAndReadAsync(cancellationToken);
        var read = stream.ReadAsync(MakeRoom(), cancellationToken);
        return read.IsCompletedSuccessfully ? new ValueTask<ReadResult>(Took(read.Result)) : FinishAsync(read);
    }

    public ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken) =>
        stream.ReadAsync(target, cancellationToken);

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _examined = examined.GetInteger() >= _end;
        _start = consumed.GetInteger();
        if (_start == _end)
            Release();
    }

    public override bool TryRead(out ReadResult result)
    {
        result = Result;
        return !_examined || _ended;
    }

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        _ended = true;
        Release();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> WaitAndReadAsync(CancellationToken cancellationToken)
    {
        await stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        return Took(await stream.ReadAsync(MakeRoom(), cancellationToken).ConfigureAwait(false));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> FinishAsync(ValueTask<int> read) => Took(await read.ConfigureAwait(false));

    private ReadResult Took(int count)
    {
        _end += count;
        _ended = count == 0;
        _examined = false;
        if (_end == _array.Length && _nextSize < LargestFirstRead)
            _nextSize *= 2;
        return Result;
    }

    /// <summary>Free space at the end of the array, at least a quarter of it.</summary>
    private Memory<byte> MakeRoom()
    {
        if (_array.Length == 0)
            _array = BufferPool.Arrays.Rent(_nextSize);
        if (_array.Length - _end >= _array.Length / 4)
            return _array.AsMemory(_end);

        var unread = _array.AsSpan(_start.._end);
        if (unread.Length <= _array.Length / 2)
        {
            unread.CopyTo(_array);
        }
        else
        {
            var larger = BufferPool.Arrays.Rent((int)Math.Min(2L * _array.Length, Array.MaxLength));
            unread.CopyTo(larger);
            BufferPool.Arrays.Return(_array);
            _array = larger;
        }

        (_start, _end) = (0, unread.Length);
        return _array.AsMemory(_end);
    }

    private void Release()
    {
        _start = _end = 0;
        if (_array.Length == 0)
            return;
        BufferPool.Arrays.Return(_array);
        _array = [];
    }
}
