using System.Text;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>
/// Writes header blocks (RFC 7541). What all calls of a method have in common is kept in the peer's dynamic table, and so
/// becomes a few bytes, which are kept as well. What is a call's own is written out, and stays out of the tables.
/// </summary>
internal sealed class HpackEncoder
{
    /// <summary>What a peer keeps unless it says otherwise, and what is used of a larger table.</summary>
    internal const int DefaultTableSize = 4096;
    private const int EntryOverhead = 32;
    private const int MaxKeptBlocks = 1024;

    private readonly bool _secure;
    private readonly string _authority;
    private readonly HeaderList _common;
    private readonly Dictionary<(string, string), int> _places = [];
    private readonly Queue<(string Name, string Value)> _table = []; // the oldest first
    private readonly Dictionary<string, (byte[] Block, int Version)> _blocks = new(StringComparer.Ordinal);
    private int _inserted;
    private int _version;
    private int _tableSize;
    private int _tableLimit = DefaultTableSize;
    private int _smallest = int.MaxValue;

    internal HpackEncoder(bool secure, string authority, HeaderList common) =>
        (_secure, _authority, _common) = (secure, authority, common);

    /// <summary>The peer allows another size of its table; the next block says that we comply.</summary>
    internal void Resize(int limit)
    {
        (_tableLimit, _smallest) = (limit, Math.Min(_smallest, limit));
        Evict(0);
        _version++; // blocks that were kept may name what has gone
    }

    /// <summary>Writes the block of a request.</summary>
    internal void Write(OutputBuffer output, CallRequest request)
    {
        if (_smallest != int.MaxValue)
        {
            // §4.2: the smallest limit since the last block, then the one that holds.
            Integer(output, 0x20, 5, _smallest);
            if (_smallest != _tableLimit)
                Integer(output, 0x20, 5, _tableLimit);
            _smallest = int.MaxValue;
        }

        if (request.Host is { } host)
            WriteCommon(output, request.Path, host);
        else
            WriteKept(output, request.Path);
        if (request.Headers is not { } headers)
            return;
        foreach (var (name, value) in headers.Fields)
            Literal(output, name == "authorization" ? (byte)0x10 : (byte)0x00, 4, name, value);
    }

    private void WriteKept(OutputBuffer output, string path)
    {
        if (_blocks.TryGetValue(path, out var kept) && kept.Version == _version)
        {
            output.Write(kept.Block);
            return;
        }

        var start = output.Length;
        var before = _version;
        WriteCommon(output, path, _authority);
        if (before != _version)
            return; // the next one is shorter
        if (_blocks.Count >= MaxKeptBlocks)
            _blocks.Clear();
        _blocks[path] = (output.WrittenSpan[start..].ToArray(), _version);
    }

    private void WriteCommon(OutputBuffer output, string path, string authority)
    {
        output.WriteByte(0x80 | HpackStatic.MethodPost);
        output.WriteByte((byte)(0x80 | (_secure ? HpackStatic.SchemeHttps : HpackStatic.SchemeHttp)));
        Indexed(output, ":path", path);
        Indexed(output, ":authority", authority);
        Indexed(output, "content-type", GrpcProtocol.ContentType);
        foreach (var (name, value) in _common.Fields)
            Indexed(output, name, value);
    }

    private void Indexed(OutputBuffer output, string name, string value)
    {
        if (_places.TryGetValue((name, value), out var place))
        {
            Integer(output, 0x80, 7, HpackStatic.Count + _inserted - place);
            return;
        }

        var size = name.Length + value.Length + EntryOverhead;
        if (size > _tableLimit / 2)
        {
            Literal(output, 0x00, 4, name, value);
            return;
        }

        Literal(output, 0x40, 6, name, value);
        Evict(size);
        _table.Enqueue((name, value));
        _tableSize += size;
        _places[(name, value)] = _inserted++;
        _version++;
    }

    private void Evict(int needed)
    {
        while (_tableSize > _tableLimit - needed && _table.TryDequeue(out var oldest))
        {
            _places.Remove(oldest);
            _tableSize -= oldest.Name.Length + oldest.Value.Length + EntryOverhead;
        }
    }

    private static void Literal(OutputBuffer output, byte kind, int bits, string name, string value)
    {
        var index = HpackStatic.IndexOf(name);
        Integer(output, kind, bits, index);
        if (index == 0)
            Text(output, name);
        Text(output, value);
    }

    private static void Text(OutputBuffer output, string text)
    {
        Integer(output, 0x00, 7, text.Length);
        Encoding.Latin1.GetBytes(text, output.GetSpan(text.Length));
        output.Advance(text.Length);
    }

    private static void Integer(OutputBuffer output, byte kind, int bits, int value)
    {
        var limit = (1 << bits) - 1;
        if (value < limit)
        {
            output.WriteByte((byte)(kind | value));
            return;
        }

        output.WriteByte((byte)(kind | limit));
        for (value -= limit; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(0x80 | (value & 0x7F)));
        output.WriteByte((byte)value);
    }
}
