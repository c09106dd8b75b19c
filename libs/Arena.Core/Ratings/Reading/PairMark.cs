using System.Runtime.CompilerServices;
using Arena.Core.Primitives;

namespace Arena.Core.Ratings.Reading;

/// <summary>A number for what two games of a pair have in common (FNV-1a, 64 bits); 0 is nothing.</summary>
internal static class PairMark
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> text) => Of(Offset, text);

    [MethodImpl(HotPath.Options)]
    public static ulong Of(ulong mark, ReadOnlySpan<byte> text)
    {
        if (mark == 0) mark = Offset;
        foreach (var b in text) mark = (mark ^ b) * Prime;
        // So that "ab" and "c" are not "a" and "bc".
        mark = (mark ^ 0xFF) * Prime;
        return mark == 0 ? 1 : mark;
    }
}
