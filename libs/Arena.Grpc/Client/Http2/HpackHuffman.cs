namespace Grpc.Net.Client.Internal.Http2;

/// <summary>
/// Reads strings in HPACK's Huffman code (RFC 7541 §5.2). The code is canonical: symbols are numbered by length, then
/// value, so their lengths say all.
/// </summary>
internal static class HpackHuffman
{
    private const int EndOfString = 256;
    private const int Shortest = 5;
    private const int Longest = 30;

    // Per length: the first code, left-aligned in 32 bits, of the next longer symbols, and what to add to a code to get
    // its place among the symbols.
    private static readonly uint[] Limits = new uint[Longest + 1];
    private static readonly int[] Offsets = new int[Longest + 1];
    private static readonly ushort[] Symbols = Sort();

    /// <summary>Appendix B, by symbol; the last is the end of the string.</summary>
    private static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    /// <summary>Decodes; the number of characters written. -1 for what is no string in this code, or does not fit.</summary>
    internal static int Decode(ReadOnlySpan<byte> source, Span<char> target)
    {
        ulong bits = 0;
        var (have, at, written) = (0, 0, 0);
        while (true)
        {
            for (; have <= 56 && at < source.Length; have += 8)
                bits |= (ulong)source[at++] << (56 - have);
            var head = (uint)(bits >> 32);
            // Padding: fewer than eight bits, all ones.
            if (have < 8 && head >> (32 - have) == (1u << have) - 1)
                return written;
            var length = Shortest;
            while (length <= Longest && head >= Limits[length])
                length++;
            if (length > have || length > Longest)
                return -1;
            var symbol = Symbols[(int)(head >> (32 - length)) + Offsets[length]];
            if (symbol == EndOfString || written == target.Length)
                return -1;
            target[written++] = (char)symbol;
            bits <<= length;
            have -= length;
        }
    }

    private static ushort[] Sort()
    {
        var symbols = new ushort[EndOfString + 1];
        var (code, place) = (0u, 0);
        for (var length = 1; length <= Longest; length++, code <<= 1)
        {
            Offsets[length] = place - (int)code;
            for (var symbol = 0; symbol <= EndOfString; symbol++)
                if (Lengths[symbol] == length)
                    (symbols[place++], code) = ((ushort)symbol, code + 1);
            Limits[length] = length == Longest ? uint.MaxValue : code << (32 - length);
        }

        return symbols;
    }
}
