using System.Buffers.Binary;
using System.Numerics;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>Frames on their way out, in one growing array.</summary>
internal sealed class OutputBuffer
{
    internal const int FrameHeaderSize = 9;
    private const int SmallestSize = 4 * 1024;
    private const int LargestKept = 256 * 1024;

    private byte[] _array = [];

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    internal ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, Length);

    internal void Clear()
    {
        Length = 0;
        if (_array.Length > LargestKept)
            _array = [];
    }

    internal Span<byte> GetSpan(int size)
    {
        if (_array.Length - Length < size)
            Array.Resize(ref _array, Math.Max(SmallestSize, (int)BitOperations.RoundUpToPowerOf2((uint)(Length + size))));
        return _array.AsSpan(Length);
    }

    internal void Advance(int count) => Length += count;

    internal void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    internal void WriteFrameHeader(FrameType type, FrameFlags flags, int streamId, int length)
    {
        WriteFrameHeader(GetSpan(FrameHeaderSize), type, flags, streamId, length);
        Length += FrameHeaderSize;
    }

    /// <summary>Writes a frame header over what is at <paramref name="start"/>.</summary>
    internal void WriteFrameHeaderAt(int start, FrameType type, FrameFlags flags, int streamId, int length) =>
        WriteFrameHeader(_array.AsSpan(start), type, flags, streamId, length);

    /// <summary>Moves everything from <paramref name="start"/> on to make room before it.</summary>
    internal void Insert(int start, int count)
    {
        GetSpan(count);
        _array.AsSpan(start, Length - start).CopyTo(_array.AsSpan(start + count));
        Length += count;
    }

    /// <summary>A frame whose payload is one number: WINDOW_UPDATE, RST_STREAM.</summary>
    internal void WriteNumberFrame(FrameType type, int streamId, int number)
    {
        WriteFrameHeader(type, FrameFlags.None, streamId, sizeof(int));
        WriteNumber(number);
    }

    internal void WriteNumber(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(GetSpan(sizeof(int)), number);
        Length += sizeof(int);
    }

    private static void WriteFrameHeader(Span<byte> target, FrameType type, FrameFlags flags, int streamId, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, (length << 8) | (byte)type);
        target[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(target[5..], streamId);
    }
}
