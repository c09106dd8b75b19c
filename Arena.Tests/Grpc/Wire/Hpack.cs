using System.Text;

namespace Arena.Tests.Grpc.Wire;

/// <summary>
/// As much of HPACK (RFC 7541) as a test needs: writes plain literals; reads literals and the static table. The peer
/// is told to keep no dynamic table.
/// </summary>
internal static class Hpack
{
    // §A, by index; the ones with values that matter here have them.
    private static readonly (string Name, string Value)[] StaticTable =
        [.. (":authority|:method=GET|:method=POST|:path=/|:path=/index.html|:scheme=http|:scheme=https|:status=200|:status=204|"
        + ":status=206|:status=304|:status=400|:status=404|:status=500|accept-charset|accept-encoding=gzip, deflate|"
        + "accept-language|accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control|"
        + "content-disposition|content-encoding|content-language|content-length|content-location|content-range|content-type|"
        + "cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|"
        + "last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after|"
        + "server|set-cookie|strict-transport-security|transfer-encoding|user-agent|vary|via|www-authenticate")
            .Split('|').Select(entry => entry.Split('=', 2)).Select(parts => (parts[0], parts.Length > 1 ? parts[1] : ""))];

    internal static byte[] Encode(params IEnumerable<(string Name, string Value)> headers)
    {
        var bytes = new List<byte>();
        foreach (var (name, value) in headers)
        {
            bytes.Add(0x00);
            Text(name);
            Text(value);
        }

        return [.. bytes];

        void Text(string text)
        {
            Integer(text.Length, 7);
            bytes.AddRange(Encoding.Latin1.GetBytes(text));
        }

        void Integer(int value, int bits)
        {
            var limit = (1 << bits) - 1;
            if (value < limit)
            {
                bytes.Add((byte)value);
                return;
            }

            bytes.Add((byte)limit);
            for (value -= limit; value >= 0x80; value >>= 7)
                bytes.Add((byte)(0x80 | (value & 0x7F)));
            bytes.Add((byte)value);
        }
    }

    internal static Dictionary<string, string> Decode(ReadOnlySpan<byte> block)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = 0;
        while (at < block.Length)
        {
            var first = block[at];
            if ((first & 0x80) != 0)
            {
                var (name, value) = StaticTable[Integer(block, ref at, 7) - 1];
                headers[name] = value;
            }
            else if ((first & 0xE0) == 0x20)
            {
                Integer(block, ref at, 5);
            }
            else
            {
                var index = Integer(block, ref at, (first & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? Text(block, ref at) : StaticTable[index - 1].Name;
                headers[name] = Text(block, ref at);
            }
        }

        return headers;
    }

    private static int Integer(ReadOnlySpan<byte> block, ref int at, int bits)
    {
        var limit = (1 << bits) - 1;
        var value = block[at++] & limit;
        if (value < limit)
            return value;
        for (var shift = 0; ; shift += 7)
        {
            var next = block[at++];
            value += (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private static string Text(ReadOnlySpan<byte> block, ref int at)
    {
        if ((block[at] & 0x80) != 0)
            throw new NotSupportedException("Huffman is not read here.");
        var length = Integer(block, ref at, 7);
        at += length;
        return Encoding.Latin1.GetString(block.Slice(at - length, length));
    }
}
