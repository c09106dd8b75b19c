using Arena.Core.Pgn;
using Arena.Core.Primitives;

namespace Arena.Core.Ratings.Reading;

/// <summary>Which column is what.</summary>
/// <param name="Pair">−1 if there is none, as with those after it.</param>
/// <param name="Named">Whether the first line names the columns, and so is no game.</param>
internal sealed record CsvColumns(int White, int Black, int Result, int Pair, int Key, int Node, bool Named)
{
    private static readonly string[] _white = ["white", "first", "player1", "player_1", "player a", "player_a", "a"];
    private static readonly string[] _black = ["black", "second", "player2", "player_2", "player b", "player_b", "b"];
    private static readonly string[] _result = ["result", "score", "outcome"];
    private static readonly string[] _pair = ["pair", "opening", "round"];
    private static readonly string[] _key = ["key"];
    private static readonly string[] _node = ["node"];

    /// <summary>The last column that every line must have.</summary>
    public int Last { get; } = Math.Max(White, Math.Max(Black, Result));

    public static CsvColumns? Of(CsvRow first, ReadOnlySpan<byte> line, out string failure)
    {
        failure = "";
        if (first.Fault is { } fault)
        {
            failure = fault.Message;
            return null;
        }

        var names = new string[first.Count];
        for (var i = 0; i < names.Length; i++) names[i] = PgnText.Decode(first.Field(line, i)).ToLowerInvariant();
        var (white, black, result) = (Find(_white), Find(_black), Find(_result));
        if (white >= 0 && black >= 0 && result >= 0) return new(white, black, result, Find(_pair), Find(_key), Find(_node), Named: true);
        if (names.Length >= 3 && (names[2] == "*" || CsvResults.ResultOf(first.Field(line, 2)) is not null))
            return new(0, 1, 2, -1, -1, -1, Named: false);

        string[] missing = [
            .. new[] { ("white", white), ("black", black), ("result", result) }.Where(c => c.Item2 < 0)
            .Select(c => $"'{c.Item1}'")];
        failure = $"no column {string.Join(", ", missing)} among {string.Join(", ", names.Select(n => $"'{n}'"))}; "
            + "wanted a first line that names the columns white, black and result, or these three columns in this order";
        if (
            missing.Length == 1
                && NearMiss.Closest(missing[0].Trim('\''), [.. names.Where(n => n.Length > 2)]) is { } near)
            failure += $" (is '{near}' meant?)";
        return null;

        int Find(string[] wanted) => Array.FindIndex(names, name => Array.IndexOf(wanted, name) >= 0);
    }
}
