using Arena.Core.Ratings.Results;

namespace Arena.Core.Ratings.Sequential;

/// <summary>That the first is better than the second, with the evidence for it.</summary>
/// <param name="Evidence">The e-value: at most once in this many would it grow so large if it were not so.</param>
internal readonly record struct Superiority(int First, int Second, double Evidence);

/// <summary>
/// Which of N agents are better than which, at any moment: one may look after every game, stop when one likes, and
/// still claim a falsehood at most with probability α. Each ordered pair bets against "the first scores no more than
/// half" with a mixture of fixed stakes, which is a non-negative supermartingale if that is true (J. Ville 1939;
/// Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", 2024); a claim needs evidence of
/// N(N−1)/α (Bonferroni over the ordered pairs). The stakes being fixed, the evidence depends on counts alone.
/// </summary>
/// <remarks>
/// Paired games are bet on as one score. Single games are fair bets only when the seat gives no advantage, or when the
/// seats are dealt by lot.
/// </remarks>
public static class AnytimeTest
{
    // Stakes suited to differences from about 5 Elo to one-sided matches; bets win or lose at most stake times half.
    private static readonly double[] _stakes = [0.03, 0.06, 0.12, 0.25, 0.5, 1, 1.6];
    private static readonly double[][] _singleGains = Gains(scores: 3);
    private static readonly double[][] _pairedGains = Gains(scores: 5);

    /// <summary>The logarithm of the evidence that the first is better than the second.</summary>
    internal static double LogEvidence(ScoreCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Span<double> wealth = stackalloc double[_stakes.Length];
        var gains = counts.Paired ? _pairedGains : _singleGains;
        for (var k = 0; k < wealth.Length; k++)
            for (var i = 0; i < counts.Counts.Length; i++)
                wealth[k] += counts.Counts[i] * gains[k][i];
        return MeanOfExponentials(wealth);
    }

    /// <summary>All claims that the results support so far.</summary>
    internal static IReadOnlyList<Superiority> Claims(ResultSet results, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(results);
        var needed = LogEvidenceNeeded(results.Players.Length, alpha);
        var claims = new List<Superiority>();
        foreach (var pair in results.Pairs)
        {
            var (forward, backward) = LogEvidence(pair.Cells);
            if (forward >= needed) claims.Add(new(pair.A, pair.B, Math.Exp(forward)));
            if (backward >= needed) claims.Add(new(pair.B, pair.A, Math.Exp(backward)));
        }

        return claims;
    }

    /// <summary>The logarithm of what a claim needs.</summary>
    public static double LogEvidenceNeeded(int players, double alpha) => Math.Log((double)players * (players - 1) / alpha);

    /// <summary>For A being better than B, and for the other way round.</summary>
    internal static (double Forward, double Backward) LogEvidence(in PairCells cells)
    {
        var (singles, pairs) = Counts(cells);
        return (LogEvidence(singles) + LogEvidence(pairs), LogEvidence(Mirrored(singles)) + LogEvidence(Mirrored(pairs)));
    }

    // By stake and score: the logarithm of what a bet leaves of its capital.
    private static double[][] Gains(int scores) =>
        [.. _stakes.Select(stake => Enumerable.Range(0, scores).Select(i => Math.Log(1 + stake * (i / (scores - 1.0) - 0.5))).ToArray())];

    private static (ScoreCounts Singles, ScoreCounts Pairs) Counts(in PairCells cells)
    {
        Span<long> single = stackalloc long[3];
        Span<long> paired = stackalloc long[5];
        for (var cell = 0; cell < PairCells.Paired; cell++) single[cell % 3] += cells[cell];
        for (var cell = PairCells.Paired; cell < PairCells.Count; cell++)
            paired[(cell - PairCells.Paired) / 3 + (cell - PairCells.Paired) % 3] += cells[cell];
        return (ScoreCounts.Single(single[2], single[1], single[0]),
            ScoreCounts.Pairs(paired[0], paired[1], paired[2], paired[3], paired[4]));
    }

    private static ScoreCounts Mirrored(ScoreCounts counts) => counts.Paired
        ? ScoreCounts.Pairs(counts.Counts[4], counts.Counts[3], counts.Counts[2], counts.Counts[1], counts.Counts[0])
        : ScoreCounts.Single(counts.Counts[0], counts.Counts[1], counts.Counts[2]);

    private static double MeanOfExponentials(ReadOnlySpan<double> logs)
    {
        var top = double.NegativeInfinity;
        foreach (var log in logs) top = Math.Max(top, log);
        var sum = 0.0;
        foreach (var log in logs) sum += Math.Exp(log - top);
        return top + Math.Log(sum / logs.Length);
    }
}
