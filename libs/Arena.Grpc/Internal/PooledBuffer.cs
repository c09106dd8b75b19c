using System.Buffers;

namespace Grpc.Net.Internal;

/// <summary>A growing buffer in one pooled array. Not thread-safe; <see cref="Release"/> gives the array back.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int MinimumSize = 1024;

    private byte[] _array = [];

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    internal Span<byte> WrittenSpan => _array.AsSpan(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - Length));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _array.AsSpan(Length);
    }

    /// <summary>Makes room in one go for what is known to come.</summary>
    internal void Reserve(int count) => EnsureRoom(count);

    /// <summary>Forgets everything from <paramref name="length"/> on.</summary>
    internal void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Forgets the content and gives the array back to the pool.</summary>
    internal void Release()
    {
        Length = 0;
        var array = _array;
        _array = [];
        if (array.Length > 0)
            BufferPool.Arrays.Return(array);
    }

    private void EnsureRoom(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_array.Length - Length >= wanted)
            return;

        var size = Math.Max(MinimumSize, checked(Length + wanted));
        if (_array.Length > 0)
            size = (int)Math.Max(size, Math.Min(2L * _array.Length, Array.MaxLength));
        var larger = BufferPool.Arrays.Rent(size);
        _array.AsSpan(0, Length).CopyTo(larger);
        if (_array.Length > 0)
            BufferPool.Arrays.Return(_array);
        _array = larger;
    }
}
