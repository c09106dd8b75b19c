namespace Arena.Engines.Protocols;

/// <summary>The words of a line, one after the other: what white space separates, of any kind and any length.</summary>
internal ref struct LineWords(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> _line = line;

    /// <summary>Where in the line the last word begins.</summary>
    public int Start { get; private set; }

    private int _end;

    public bool Next(out ReadOnlySpan<byte> word)
    {
        Start = _end;
        while (Start < _line.Length && IsBlank(_line[Start])) Start++;
        _end = Start;
        while (_end < _line.Length && !IsBlank(_line[_end])) _end++;
        word = _line[Start.._end];
        return !word.IsEmpty;
    }

    /// <summary>The first word of a line; empty when it has none.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> line)
    {
        var words = new LineWords(line);
        words.Next(out var word);
        return word;
    }

    /// <summary>The words of a text; a line of UCI or xboard is never told apart by its blanks.</summary>
    public static string[] Of(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What follows the last word, without the blanks around it.</summary>
    public readonly ReadOnlySpan<byte> Rest => _line[_end..].Trim(" \t\r\v\f"u8);

    private static bool IsBlank(byte letter) => letter is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');
}
