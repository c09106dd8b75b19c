using System.Buffers.Binary;

namespace Arena.Dashboard.Storage;

/// <summary>Walks the frames of a segment that was read from disk.</summary>
internal static class FrameReader
{
    public delegate void EntryHandler(in Entry entry);

    /// <summary>Hands every entry of every whole frame on.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where the first frame begins.</param>
    /// <param name="segment">The segment's number, for the locations.</param>
    /// <param name="onEntry">Called for each entry in order.</param>
    /// <returns>Where the last whole frame ends; after it there is nothing, or something torn. And when that frame arrived.</returns>
    public static (int End, long LastArrival) Read(ReadOnlySpan<byte> bytes, int start, int segment, EntryHandler onEntry)
    {
        var (position, arrival) = (start, 0L);
        while (TryFrame(bytes, position, out var length))
        {
            var payload = bytes.Slice(position + Frame.PrefixSize, length);
            arrival = BinaryPrimitives.ReadInt64LittleEndian(payload);
            ReadEntries(payload, position + Frame.PrefixSize, segment, onEntry);
            position += Frame.PrefixSize + length;
        }

        return (position, arrival);
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, int position, out int length)
    {
        length = 0;
        if (bytes.Length - position < Frame.PrefixSize + Frame.HeaderSize)
            return false;
        length = BinaryPrimitives.ReadInt32LittleEndian(bytes[position..]);
        if (length < Frame.HeaderSize || length > bytes.Length - position - Frame.PrefixSize)
            return false;
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]);
        return Checksum.Of(bytes.Slice(position + Frame.PrefixSize, length)) == expected;
    }

    private static void ReadEntries(ReadOnlySpan<byte> payload, int offset, int segment, EntryHandler onEntry)
    {
        var firstSequence = BinaryPrimitives.ReadInt64LittleEndian(payload[8..]);
        var position = Frame.HeaderSize;
        while (position < payload.Length)
        {
            var kind = (EntryKind)payload[position++];
            if (!Varint.TryRead(payload, ref position, out var id) || !Varint.TryRead(payload, ref position, out var first)
                || !Varint.TryRead(payload, ref position, out var second) || !Varint.TryRead(payload, ref position, out var size)
                || size > (ulong)(payload.Length - position))
                return;
            var location = new EntryLocation(segment, offset + position, (int)size);
            onEntry(new Entry(kind, kind == EntryKind.Item ? firstSequence + (long)id : (long)id, (int)first, (int)second, location, payload.Slice(position, (int)size)));
            position += (int)size;
        }
    }
}
