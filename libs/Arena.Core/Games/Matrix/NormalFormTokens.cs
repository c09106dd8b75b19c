using System.Globalization;

namespace Arena.Core.Games.Matrix;

/// <summary>The words of an .nfg file: braces, quoted texts, and what stands between blanks (commas are blanks).</summary>
internal sealed class NormalFormTokens(string text)
{
    private int _at;

    /// <summary>The next word; null at the end. A quoted text begins with its quote.</summary>
    public string? Peek
    {
        get
        {
            var (before, word) = (_at, Next());
            _at = before;
            return word;
        }
    }

    public bool PeekIsText => Peek is ['"', ..];

    public string? Next()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == ',')) _at++;
        if (_at == text.Length) return null;
        var start = _at++;
        if (text[start] == '"')
        {
            var end = text.IndexOf('"', _at);
            _at = end < 0 ? throw new FormatException($"the text that begins at character {start + 1} has no end") : end + 1;
        }
        else if (text[start] is not ('{' or '}'))
        {
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('{' or '}' or '"' or ',')) _at++;
        }

        return text[start.._at];
    }

    public void Expect(string word)
    {
        if (Next() != word) throw Fault(word);
    }

    public void ExpectEnd()
    {
        if (Next() is not null) throw Fault("the end");
    }

    public string Text() => Next() is ['"', .. var quoted] ? quoted[..^1] : throw Fault("a text in quotes");

    public int Integer(int least, int most) =>
        int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault($"an integer from {least} to {most}");

    /// <summary>A decimal number or a fraction.</summary>
    public double Number()
    {
        var parts = (Next() ?? throw Fault("a number")).Split('/');
        return parts.Length switch
        {
            1 => Decimal(parts[0]),
            2 when Decimal(parts[1]) is not 0 and var below => Decimal(parts[0]) / below,
            _ => throw Fault("a number"),
        };
    }

    public FormatException Fault(string wanted)
    {
        var line = 1 + text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n');
        var found = text[..Math.Min(_at, text.Length)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).LastOrDefault("nothing");
        return new($"line {line}: found {(found.Length <= 40 ? found : found[..40] + "…")}; wanted {wanted}");
    }

    private double Decimal(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Fault("a number");
}
