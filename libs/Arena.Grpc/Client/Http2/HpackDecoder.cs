using System.Text;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>
/// Reads header blocks (RFC 7541). Strings that come again are the same object again: those of both tables, and the last
/// value of each literal with a name in the static table (the date, mostly).
/// </summary>
internal sealed class HpackDecoder
{
    /// <summary>What the peer may keep in its table: the protocol's default, so no SETTINGS need say it.</summary>
    private const int MaxTableSize = 4096;
    private const int EntryOverhead = 32;
    private const int LongestRepeated = 64;

    private readonly int _maxListSize;
    private readonly (byte[] Bytes, string Value)[] _lastValues = new (byte[], string)[HpackStatic.Count + 1];
    private readonly List<(string Name, string Value)> _table = []; // the newest last
    private int _tableSize;
    private int _tableLimit = MaxTableSize;
    private char[] _text = new char[256];

    /// <param name="maxListSize">The largest header list, in bytes as RFC 9113 §10.5.1 counts them.</param>
    internal HpackDecoder(int maxListSize) => _maxListSize = maxListSize;

    /// <summary>Reads a whole block. A list that is too large is read, to keep the tables in step, and not returned.</summary>
    /// <param name="status">The <c>:status</c>, or 0 when there is none.</param>
    /// <exception cref="Http2ConnectionException">The block is broken.</exception>
    internal HeaderList? Decode(ReadOnlySpan<byte> block, out int status)
    {
        var list = new HeaderList();
        status = 0;
        var (at, size) = (0, 0);
        while (at < block.Length)
        {
            var first = block[at];
            (string Name, string Value) field;
            if ((first & 0x80) != 0)
            {
                field = At(Integer(block, ref at, 7));
            }
            else if ((first & 0xE0) == 0x20)
            {
                Resize(Integer(block, ref at, 5));
                continue;
            }
            else
            {
                field = Literal(block, ref at, keep: (first & 0x40) != 0);
            }

            size += field.Name.Length + field.Value.Length + EntryOverhead;
            if (field.Name.StartsWith(':'))
                status = Status(field, status, list);
            else if (size <= _maxListSize)
                list.Add(field.Name, field.Value);
        }

        return size <= _maxListSize ? list : null;
    }

    private static int Status((string Name, string Value) field, int before, HeaderList list) =>
        field.Name == ":status" && before == 0 && list.Fields.IsEmpty
        && field.Value.Length == 3 && int.TryParse(field.Value, out var status) && status >= 100
            ? status
            : throw new Http2ConnectionException(Http2Error.Protocol, $"Unexpected {field.Name} \"{field.Value}\" in a response.");

    private (string Name, string Value) Literal(ReadOnlySpan<byte> block, ref int at, bool keep)
    {
        var index = Integer(block, ref at, keep ? 6 : 4);
        var name = index == 0 ? Text(block, ref at, 0) : At(index).Name;
        var field = (name, Text(block, ref at, index <= HpackStatic.Count ? index : 0));
        if (keep)
            Keep(field);
        return field;
    }

    private (string Name, string Value) At(int index)
    {
        if (index is > 0 and <= HpackStatic.Count)
            return HpackStatic.At(index);
        var place = _table.Count - (index - HpackStatic.Count);
        return index > 0 && place >= 0 ? _table[place] : throw Broken($"there is no entry {index} in the tables");
    }

    private void Keep((string Name, string Value) field)
    {
        _table.Add(field);
        _tableSize += SizeOf(field);
        Evict();
    }

    private void Resize(int limit)
    {
        _tableLimit = limit <= MaxTableSize ? limit : throw Broken($"a table of {limit} bytes is larger than {MaxTableSize}");
        Evict();
    }

    private void Evict()
    {
        var gone = 0;
        for (; _tableSize > _tableLimit; gone++)
            _tableSize -= SizeOf(_table[gone]);
        _table.RemoveRange(0, gone);
    }

    private static int SizeOf((string Name, string Value) field) => field.Name.Length + field.Value.Length + EntryOverhead;

    /// <param name="index">The static name whose last value this may be; 0 for none.</param>
    private string Text(ReadOnlySpan<byte> block, ref int at, int index)
    {
        if (at >= block.Length)
            throw Broken("it ends in a field");
        var huffman = (block[at] & 0x80) != 0;
        var length = Integer(block, ref at, 7);
        if (length > block.Length - at)
            throw Broken("it ends in a string");
        var bytes = block.Slice(at, length);
        at += length;
        if (index == 0 || length > LongestRepeated)
            return Decode(bytes, huffman);
        ref var last = ref _lastValues[index];
        if (last.Bytes is null || !bytes.SequenceEqual(last.Bytes))
            last = (bytes.ToArray(), Decode(bytes, huffman));
        return last.Value;
    }

    private string Decode(ReadOnlySpan<byte> bytes, bool huffman)
    {
        if (!huffman)
            return Encoding.Latin1.GetString(bytes);
        // The shortest code has five bits.
        if (_text.Length < bytes.Length * 8 / 5)
            _text = new char[bytes.Length * 8 / 5];
        var count = HpackHuffman.Decode(bytes, _text);
        return count >= 0 ? new string(_text, 0, count) : throw Broken("its Huffman code is wrong");
    }

    private static int Integer(ReadOnlySpan<byte> block, ref int at, int bits)
    {
        var limit = (1 << bits) - 1;
        var value = block[at++] & limit;
        if (value < limit)
            return value;
        for (var shift = 0; at < block.Length && shift <= 21; shift += 7)
        {
            var next = block[at++];
            value += (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Broken("an integer does not end, or is larger than anything it could mean");
    }

    private static Http2ConnectionException Broken(string why) =>
        new(Http2Error.Compression, $"The server sent a header block that cannot be read: {why}.");
}
