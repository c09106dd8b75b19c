namespace Arena.Core.Primitives;

/// <summary>The first bytes of what should be a text in UTF-8 or Latin-1.</summary>
internal static class TextHead
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Passes the mark of UTF-8, if there. Says what else the bytes are, or null if they may be such a text.</summary>
    public static string? Check(ByteWindow input)
    {
        input.Peek(4);
        var head = input.Rest;
        if (head.StartsWith(ByteOrderMark)) input.Advance(ByteOrderMark.Length);
        input.Begin();
        return head switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, ..] or [0, not 0, ..] =>
                "the text is UTF-16; wanted UTF-8 or Latin-1 (iconv -f UTF-16 -t UTF-8 makes it so)",
            [0x1F, 0x8B, ..] => "the file is compressed with gzip; unpack it first",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "the file is compressed with zstd; unpack it first",
            [(byte)'P', (byte)'K', 3, 4, ..] => "the file is a zip archive; unpack it first",
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, ..] =>
                "the file is compressed with bzip2; unpack it first",
            [0, 0, ..] => "the file is not text",
            _ => null,
        };
    }
}
