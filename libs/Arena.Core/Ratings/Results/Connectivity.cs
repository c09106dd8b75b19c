namespace Arena.Core.Ratings.Results;

/// <summary>
/// Who can be compared with whom. Players in one group are linked by games. Within a group, those in one circle are
/// linked by points taken from each other in both directions: only between them are maximum-likelihood differences
/// finite (L. Ford, "Solution of a Ranking Problem from Binary Comparisons", 1957). Where a draw is an outcome of its own it takes
/// nothing from anybody: it bounds a difference only while the draw parameter is bounded, so only decisive games make circles.
/// </summary>
public sealed class Connectivity
{
    private Connectivity(int[] groups, int groupCount, int[] circles, int circleCount) =>
        (GroupOf, Groups, CircleOf, Circles) = (groups, groupCount, circles, circleCount);

    /// <summary>The group of each player, from 0; ratings of different groups cannot be compared.</summary>
    public int[] GroupOf { get; }

    /// <summary>How many groups there are; 1 when everybody can be compared.</summary>
    public int Groups { get; }

    internal int[] CircleOf { get; }

    internal int Circles { get; }

    /// <summary>Of each group: its number from 1, the largest first.</summary>
    public int[] GroupNumbers()
    {
        var sizes = new int[Groups];
        foreach (var group in GroupOf) sizes[group]++;
        var numbers = new int[Groups];
        var next = 1;
        foreach (var group in Enumerable.Range(0, Groups).OrderByDescending(g => sizes[g])) numbers[group] = next++;
        return numbers;
    }

    /// <summary>How the players of the results hang together.</summary>
    /// <param name="results">The games.</param>
    /// <param name="drawsAreHalfWins">Whether a draw gives both players points; otherwise it links their group and no circle.</param>
    public static Connectivity Of(ResultSet results, bool drawsAreHalfWins = true)
    {
        ArgumentNullException.ThrowIfNull(results);
        var n = results.Players.Length;
        var (links, wins) = (new List<int>[n], new List<int>[n]);
        for (var i = 0; i < n; i++) (links[i], wins[i]) = ([], []);
        foreach (var pair in results.Pairs)
        {
            var totals = ResultSet.Totals(pair.Cells, first: true) + ResultSet.Totals(pair.Cells, first: false);
            links[pair.A].Add(pair.B);
            links[pair.B].Add(pair.A);
            var shared = drawsAreHalfWins ? totals.Draws : 0;
            if (totals.Wins + shared > 0) wins[pair.A].Add(pair.B);
            if (totals.Losses + shared > 0) wins[pair.B].Add(pair.A);
        }

        var groups = StrongComponents.Of(links, out var groupCount);
        var circles = StrongComponents.Of(wins, out var circleCount);
        return new(groups, groupCount, circles, circleCount);
    }
}
