namespace Arena.Core.Ratings.Online;

/// <summary>TrueSkill for two players in closed form, and the quality of a pairing (NIPS 2006; fixed order of games).</summary>
public static class TrueSkill
{
    // A deviation never reaches zero, so no later game divides by it.
    internal const double LeastVariance = 1e-12;

    /// <summary>Both beliefs after a game that the first won, or drew.</summary>
    public static (Belief Winner, Belief Loser) Update(Belief winner, Belief loser, bool draw = false, TrueSkillConfig? config = null)
    {
        config ??= TrueSkillConfig.Default;
        var drift = config.Drift * config.Drift;
        var (a, b) = (winner.Variance + drift, loser.Variance + drift);
        var total = Math.Sqrt(a + b + 2 * config.PerformanceDeviation * config.PerformanceDeviation);
        var difference = (winner.Mean - loser.Mean) / total;
        var (v, w) = draw
            ? Truncation.Draw(difference, config.DrawMargin / total)
            : Truncation.Win(difference, config.DrawMargin / total);
        return (Moved(winner.Mean, a, total, v, w), Moved(loser.Mean, b, total, -v, w));
    }

    /// <summary>How even a game would be: the chance of a draw relative to that of two players known to be equal.</summary>
    public static double Quality(Belief first, Belief second, TrueSkillConfig? config = null)
    {
        config ??= TrueSkillConfig.Default;
        var noise = 2 * config.PerformanceDeviation * config.PerformanceDeviation;
        var total = noise + first.Variance + second.Variance;
        var difference = first.Mean - second.Mean;
        return Math.Sqrt(noise / total) * Math.Exp(-difference * difference / (2 * total));
    }

    private static Belief Moved(double mean, double variance, double total, double v, double w) => new(
        mean + variance / total * v,
        Math.Sqrt(Math.Max(LeastVariance, variance * (1 - variance / (total * total) * w))));
}
