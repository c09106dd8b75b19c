using System.Globalization;
using Arena.Core.Agents;

namespace Arena.Engines.Protocols;

/// <summary>
/// Reads "info depth 12 score cp 34 …". An evaluation is the exact score of the best line: neither of another line of several
/// (multipv), nor a bound, which the engine itself takes back a moment later.
/// </summary>
internal ref struct UciInfo
{
    private int? _centipawns;
    private int? _mate;
    private int? _depth;
    private bool _isBound;
    private bool _isOtherLine;

    /// <summary>Null when the line has no evaluation.</summary>
    public static SearchSummary? Parse(ReadOnlySpan<byte> line)
    {
        var info = new UciInfo();
        info.Read(line);
        if (info._isBound || info._isOtherLine || (info._centipawns ?? info._mate) is null) return null;
        return new SearchSummary(info._mate is null ? info._centipawns : null, info._mate, info._depth ?? 0);
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        var words = new LineWords(line);
        while (words.Next(out var word))
        {
            if (word.SequenceEqual("string"u8)) return; // the rest is for people
            if (word.SequenceEqual("depth"u8)) _depth = Number(ref words);
            else if (word.SequenceEqual("multipv"u8)) _isOtherLine = Number(ref words) != 1;
            else if (word.SequenceEqual("score"u8)) ReadScore(ref words);
            else if (word.SequenceEqual("lowerbound"u8) || word.SequenceEqual("upperbound"u8)) _isBound = true;
        }
    }

    private void ReadScore(ref LineWords words)
    {
        words.Next(out var kind);
        if (kind.SequenceEqual("cp"u8)) _centipawns = Number(ref words);
        else if (kind.SequenceEqual("mate"u8)) _mate = Number(ref words);
    }

    private static int? Number(ref LineWords words) =>
        words.Next(out var word) && int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
