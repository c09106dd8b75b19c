namespace Arena.Core.Ratings.Reading;

/// <summary>One line of separated values, split in place.</summary>
internal sealed class CsvRow
{
    private readonly List<(int Start, int Length, bool Escaped)> _fields = [];

    public byte Separator { get; set; } = (byte)',';

    public int Count => _fields.Count;

    public (long Column, string Message)? Fault { get; private set; }

    /// <summary>Comma, semicolon or tab: whichever the line has most of.</summary>
    public static byte SeparatorOf(ReadOnlySpan<byte> line)
    {
        var (best, most) = ((byte)',', line.Count((byte)','));
        foreach (var candidate in ";\t"u8)
            if (line.Count(candidate) is var count && count > most) (best, most) = (candidate, count);
        return best;
    }

    public void Split(ReadOnlySpan<byte> line)
    {
        _fields.Clear();
        Fault = null;
        var at = 0;
        while (true)
        {
            while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' && line[at] != Separator) at++;
            var end = at < line.Length && line[at] == '"' ? Quoted(line, at) : Plain(line, at);
            if (Fault is not null || end >= line.Length) return;
            at = end + 1;
        }
    }

    /// <summary>A field without its quotes.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int field)
    {
        var (start, length, escaped) = _fields[field];
        var text = line.Slice(start, length);
        return escaped ? Unescape(text) : text;
    }

    /// <summary>The column, from 1, where a field begins.</summary>
    public long Column(int field) => _fields[field].Start + 1;

    private int Plain(ReadOnlySpan<byte> line, int start)
    {
        var length = line[start..].IndexOf(Separator);
        var end = length < 0 ? line.Length : start + length;
        _fields.Add((start, line[start..end].TrimEnd(" \t"u8).Length, false));
        return end;
    }

    private int Quoted(ReadOnlySpan<byte> line, int quote)
    {
        var (at, escaped) = (quote + 1, false);
        while (true)
        {
            var found = at >= line.Length ? -1 : line[at..].IndexOf((byte)'"');
            if (found < 0)
            {
                Fault = (quote + 1, "a quoted value is not closed on its line");
                return line.Length;
            }

            at += found + 1;
            if (at >= line.Length || line[at] != '"') break;
            escaped = true;
            at++;
        }

        _fields.Add((quote + 1, at - quote - 2, escaped));
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' && line[at] != Separator) at++;
        if (at < line.Length && line[at] != Separator)
            Fault = (at + 1, $"found '{(char)line[at]}' behind a closing quote, wanted '{(char)Separator}'");
        return at;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var plain = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            plain.Add(text[i]);
            if (text[i] == '"') i++;
        }

        return [.. plain];
    }
}
