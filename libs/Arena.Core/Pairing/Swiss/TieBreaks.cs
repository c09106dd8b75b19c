namespace Arena.Core.Pairing.Swiss;

/// <summary>A player's tie-breaks (FIDE C.07), in points.</summary>
/// <param name="BuchholzCut1">The opponents' scores without the lowest.</param>
/// <param name="Buchholz">The sum of the opponents' scores.</param>
/// <param name="SonnebornBerger">The opponents' scores, each times the part of the points that was won from it.</param>
internal readonly record struct TieBreaks(double BuchholzCut1, double Buchholz, double SonnebornBerger)
{
    /// <summary>
    /// For each player. A round that was not played counts as one against an opponent with the player's own score (C.07, article
    /// 16.4).
    /// </summary>
    public static TieBreaks[] Of(IReadOnlyList<IReadOnlyList<SwissGame>> games, int pointsForWin)
    {
        ArgumentNullException.ThrowIfNull(games);
        double[] scores = [.. games.Select(g => g.Sum(x => x.Points) / 2.0)];
        return [.. games.Select((played, player) => Of(played, player, scores, pointsForWin))];
    }

    /// <summary>
    /// The order of players who are equal on all else, by the points they made among themselves; null when they have not all met.
    /// </summary>
    public static IReadOnlyDictionary<int, int>? DirectEncounter(
        IReadOnlyList<IReadOnlyList<SwissGame>> games, IReadOnlyCollection<int> tied)
    {
        ArgumentNullException.ThrowIfNull(games);
        ArgumentNullException.ThrowIfNull(tied);
        var points = new Dictionary<int, int>();
        foreach (var player in tied)
        {
            SwissGame[] among = [.. games[player].Where(g => g.Played && tied.Contains(g.Opponent))];
            if (among.Select(g => g.Opponent).Distinct().Count() < tied.Count - 1) return null;
            points[player] = among.Sum(g => g.Points);
        }

        return points;
    }

    private static TieBreaks Of(IReadOnlyList<SwissGame> played, int player, double[] scores, int pointsForWin)
    {
        if (played.Count == 0) return default;
        double[] opponents = [.. played.Select(g => scores[g.Played ? g.Opponent : player])];
        var sum = opponents.Sum();
        return new(sum - opponents.Min(), sum, played.Select((g, i) => opponents[i] * g.Points / pointsForWin).Sum());
    }
}
