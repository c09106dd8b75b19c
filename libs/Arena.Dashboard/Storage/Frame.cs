using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Arena.Dashboard.Storage;

/// <summary>
/// What is appended in one piece and survives a crash whole or not at all: length, checksum, arrival time, first sequence
/// number, then the entries. Reused from frame to frame.
/// </summary>
internal sealed class Frame
{
    /// <summary>Length (4) and checksum (4); the checksum covers all that follows it.</summary>
    public const int PrefixSize = 8;

    /// <summary>Arrival in Unix milliseconds (8) and the sequence number that the entries count from (8).</summary>
    public const int HeaderSize = 16;

    private byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private long _firstSequence;

    public bool IsEmpty => _length == PrefixSize + HeaderSize;

    /// <summary>So much is on disk when the frame is appended.</summary>
    public int Length => _length;

    public void Begin(long arrivalMilliseconds, long firstSequence)
    {
        _firstSequence = firstSequence;
        _length = PrefixSize + HeaderSize;
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(PrefixSize), arrivalMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(PrefixSize + 8), firstSequence);
    }

    public void Define(EntryKind kind, int id, int first, int second, IMessage message) => Add(kind, (uint)id, first, second, message);

    /// <summary>Returns offset and length of the message within the frame.</summary>
    public (int Offset, int Length) AddItem(long sequence, int first, int second, IMessage message) =>
        Add(EntryKind.Item, (ulong)(sequence - _firstSequence), first, second, message);

    /// <summary>Writes length and checksum; what is returned is valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Seal()
    {
        var payload = _buffer.AsSpan(PrefixSize, _length - PrefixSize);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(4), Checksum.Of(payload));
        return _buffer.AsMemory(0, _length);
    }

    private (int Offset, int Length) Add(EntryKind kind, ulong id, int first, int second, IMessage message)
    {
        const int LargestEntryHeader = 1 + 10 + 5 + 5 + 5;
        var size = message.CalculateSize();
        Reserve(size + LargestEntryHeader);
        _buffer[_length++] = (byte)kind;
        _length += Varint.Write(_buffer.AsSpan(_length), id);
        _length += Varint.Write(_buffer.AsSpan(_length), (uint)first);
        _length += Varint.Write(_buffer.AsSpan(_length), (uint)second);
        _length += Varint.Write(_buffer.AsSpan(_length), (uint)size);
        var offset = _length;
        message.WriteTo(_buffer.AsSpan(offset, size));
        _length += size;
        return (offset, size);
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length >= more)
            return;
        var larger = new byte[Math.Max(_buffer.Length * 2, _length + more)];
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _buffer = larger;
    }
}
