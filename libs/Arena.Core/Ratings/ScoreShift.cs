using Arena.Core.Ratings.Sequential;

namespace Arena.Core.Ratings;

/// <summary>By how much a player's mean score is another than it was.</summary>
/// <param name="Difference">The mean afterwards less the mean before, -1 to 1.</param>
/// <param name="Low">Where the 95 % interval begins.</param>
/// <param name="High">Where it ends.</param>
public readonly record struct ScoreShift(double Difference, double Low, double High)
{
    private const double Deviations = 1.959963984540054;

    /// <summary>
    /// The interval is that of A. Agresti and B. Caffo (2000), who add a win and a loss to either side, so that few games, or games that
    /// all went one way, are not taken for certainty; draws make it narrower by what they take from the spread. Null where there were no
    /// games on a side.
    /// </summary>
    /// <param name="before">Single games.</param>
    /// <param name="after">Single games.</param>
    public static ScoreShift? Between(ScoreCounts before, ScoreCounts after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Total == 0 || after.Total == 0) return null;
        var (was, now) = (WithOneOfEach(before), WithOneOfEach(after));
        var middle = now.Mean - was.Mean;
        var error = Math.Sqrt(was.Variance / was.Total + now.Variance / now.Total);
        return new(
            after.Mean - before.Mean, Math.Max(-1, middle - Deviations * error), Math.Min(1, middle + Deviations * error));
    }

    private static ScoreCounts WithOneOfEach(ScoreCounts counts) =>
        ScoreCounts.Single(counts.Counts[2] + 1, counts.Counts[1], counts.Counts[0] + 1);
}
