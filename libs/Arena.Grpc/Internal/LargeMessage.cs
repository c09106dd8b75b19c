using System.Buffers;

namespace Grpc.Net.Internal;

/// <summary>
/// A large message on its way in. It is moved out of the pipe as it arrives, so that the pipe stays small, into chunks
/// that double up to a bound: an announced length that is a lie costs what has arrived, and no more.
/// </summary>
internal sealed class LargeMessage(byte flag, int length)
{
    /// <summary>Smaller messages are cheaper left where they lie.</summary>
    internal const int Threshold = 64 * 1024;

    private const int LargestChunk = 1024 * 1024;

    private Chunk? _first;
    private Chunk? _last;
    private int _missing = length;

    internal byte Flag => flag;

    internal bool IsWhole => _missing == 0;

    internal ReadOnlySequence<byte> Payload => new(_first!, 0, _last!, _last!.Memory.Length);

    /// <summary>Takes what it still needs; returns the rest.</summary>
    internal ReadOnlySequence<byte> Fill(ReadOnlySequence<byte> arrived)
    {
        while (_missing > 0 && !arrived.IsEmpty)
        {
            var room = Room();
            var count = (int)Math.Min(arrived.Length, room.Length);
            arrived.Slice(0, count).CopyTo(room.Span);
            Advance(count);
            arrived = arrived.Slice(count);
        }

        return arrived;
    }

    /// <summary>Where the next of the missing bytes go.</summary>
    internal Memory<byte> Room()
    {
        if (_last is null || _last.Room.IsEmpty)
            Grow();
        return _last!.Room;
    }

    internal void Advance(int count)
    {
        _last!.Advance(count);
        _missing -= count;
    }

    internal void Release()
    {
        for (var chunk = _first; chunk is not null; chunk = (Chunk?)chunk.Next)
            chunk.Release();
        _first = _last = null;
    }

    private void Grow()
    {
        var size = _last is null ? Threshold : Math.Min(2 * _last.Memory.Length, LargestChunk);
        var chunk = new Chunk(Math.Min(size, _missing), _last);
        _first ??= chunk;
        _last = chunk;
    }

    private sealed class Chunk : ReadOnlySequenceSegment<byte>
    {
        private readonly byte[] _array;
        private readonly int _size;

        internal Chunk(int size, Chunk? previous)
        {
            _array = BufferPool.Arrays.Rent(size);
            _size = size;
            if (previous is null)
                return;
            previous.Next = this;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
        }

        internal Memory<byte> Room => _array.AsMemory(Memory.Length, _size - Memory.Length);

        internal void Advance(int count) => Memory = _array.AsMemory(0, Memory.Length + count);

        internal void Release() => BufferPool.Arrays.Return(_array);
    }
}
