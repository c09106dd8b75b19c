using System.Globalization;
using System.Text;
using Arena.Core.Agents;

namespace Arena.Engines.Protocols;

/// <summary>
/// Reads "info depth 12 score cp 34 …". An evaluation is the exact score of the best line: neither of another line of several
/// (multipv), nor a bound, which the engine itself takes back a moment later.
/// </summary>
internal ref struct UciInfo
{
    private long? _centipawns, _mate, _depth, _selectiveDepth, _nodes, _nodesPerSecond, _hashFull, _tablebaseHits, _milliseconds;
    private bool _isBound;
    private bool _isOtherLine;
    private ReadOnlySpan<byte> _moves;

    private bool IsEvaluation =>
        !_isBound && !_isOtherLine && (_centipawns ?? _mate) is >= int.MinValue and <= int.MaxValue && _depth is null or <= int.MaxValue;

    public static bool HasEvaluation(ReadOnlySpan<byte> line)
    {
        var info = new UciInfo();
        info.Read(line);
        return info.IsEvaluation;
    }

    /// <summary>Null when the line has no evaluation.</summary>
    public static SearchSummary? Parse(ReadOnlySpan<byte> line)
    {
        var info = new UciInfo();
        info.Read(line);
        if (!info.IsEvaluation) return null;
        var details = new SearchDetails(
            (int?)info._selectiveDepth, info._nodes, info._nodesPerSecond, (int?)info._hashFull, info._tablebaseHits,
            info._milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null,
            info._moves.IsEmpty ? null : string.Join(' ', LineWords.Of(Encoding.UTF8.GetString(info._moves))));
        return new SearchSummary(info._mate is null ? (int?)info._centipawns : null, (int?)info._mate, (int)(info._depth ?? 0))
        {
            Details = details == new SearchDetails() ? null : details,
        };
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        var words = new LineWords(line);
        while (words.Next(out var word))
        {
            if (word.SequenceEqual("string"u8)) return; // the rest is for people
            if (word.SequenceEqual("score"u8)) ReadScore(ref words);
            else if (word.SequenceEqual("depth"u8)) _depth = Number(ref words);
            else if (word.SequenceEqual("multipv"u8)) _isOtherLine = Number(ref words) != 1;
            else if (word.SequenceEqual("lowerbound"u8) || word.SequenceEqual("upperbound"u8)) _isBound = true;
            else if (word.SequenceEqual("seldepth"u8)) _selectiveDepth = Number(ref words);
            else if (word.SequenceEqual("nodes"u8)) _nodes = Number(ref words);
            else if (word.SequenceEqual("nps"u8)) _nodesPerSecond = Number(ref words);
            else if (word.SequenceEqual("hashfull"u8)) _hashFull = Number(ref words);
            else if (word.SequenceEqual("tbhits"u8)) _tablebaseHits = Number(ref words);
            else if (word.SequenceEqual("time"u8)) _milliseconds = Number(ref words);
            else if (word.SequenceEqual("pv"u8)) ReadMoves(line, ref words);
        }
    }

    private void ReadScore(ref LineWords words)
    {
        words.Next(out var kind);
        if (kind.SequenceEqual("cp"u8)) _centipawns = Number(ref words);
        else if (kind.SequenceEqual("mate"u8)) _mate = Number(ref words);
    }

    // Up to the first word that is no move.
    private void ReadMoves(ReadOnlySpan<byte> line, ref LineWords words)
    {
        var (start, end) = (-1, -1);
        var next = words;
        while (next.Next(out var word) && word.Length is 4 or 5 && word[1] is >= (byte)'1' and <= (byte)'8')
        {
            if (start < 0) start = next.Start;
            end = next.Start + word.Length;
            words = next;
        }

        if (start >= 0) _moves = line[start..end];
    }

    private static long? Number(ref LineWords words) =>
        words.Next(out var word) && long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
