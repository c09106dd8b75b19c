namespace Arena.Core.Ratings.Sequential;

/// <summary>Where a sequential test stands.</summary>
public enum SprtState
{
    /// <summary>Neither bound has been reached.</summary>
    Running,

    /// <summary>The lower bound has been reached: the strength is the lower of the two.</summary>
    AcceptH0,

    /// <summary>The upper bound has been reached: the strength is the higher of the two.</summary>
    AcceptH1,
}

/// <summary>A test's state in numbers.</summary>
/// <param name="Llr">The log-likelihood ratio of H1 against H0.</param>
/// <param name="Lower">H0 is accepted at or below.</param>
/// <param name="Upper">H1 is accepted at or above.</param>
public readonly record struct SprtReport(double Llr, double Lower, double Upper, SprtState State);

/// <summary>
/// A sequential probability ratio test (A. Wald 1945) of H0: <paramref name="Elo0"/> against H1: <paramref name="Elo1"/>.
/// </summary>
/// <param name="Alpha">The chance of accepting H1 under H0.</param>
/// <param name="Beta">The chance of accepting H0 under H1.</param>
/// <param name="CorrectOvershoot">
/// Whether the bounds come closer by what the ratio is expected to jump past them (D. Siegmund, "Sequential Analysis",
/// 1985, chapter 3: 0.583 deviations of one step), so that the errors are α and β, not less.
/// </param>
public sealed record SprtTest(
    double Elo0, double Elo1, double Alpha = 0.05, double Beta = 0.05, SprtModel Model = SprtModel.Normalized,
    bool CorrectOvershoot = false)
{
    // −ζ(½)/√(2π): the mean excess of a normal random walk over a far boundary, in steps.
    private const double Overshoot = 0.5826;

    // The most that a bound comes closer, of the distance between them: a few first games know no deviation.
    private const double MostCorrection = 0.05;

    internal double Lower => Math.Log(Beta / (1 - Alpha));

    internal double Upper => Math.Log((1 - Beta) / Alpha);

    /// <summary>Where the test stands after these games.</summary>
    public SprtReport Report(ScoreCounts counts)
    {
        var llr = LogLikelihoodRatio.Of(counts, Elo0, Elo1, Model);
        var excess = CorrectOvershoot ? Math.Min(Overshoot * StepDeviation(counts), MostCorrection * (Upper - Lower)) : 0;
        var (lower, upper) = (Lower + excess, Upper - excess);
        var state = counts.Total == 0 ? SprtState.Running
            : llr >= upper ? SprtState.AcceptH1
            : llr <= lower ? SprtState.AcceptH0
            : SprtState.Running;
        return new(llr, lower, upper, state);
    }

    // How much one observation moves the ratio: its score's deviation times the ratio's slope by the score.
    private double StepDeviation(ScoreCounts counts)
    {
        Span<double> shares = stackalloc double[counts.Counts.Length];
        counts.Shares(shares, Model);
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < shares.Length; i++) mean += shares[i] * counts.ScoreAt(i);
        for (var i = 0; i < shares.Length; i++) variance += shares[i] * Math.Pow(counts.ScoreAt(i) - mean, 2);
        return Model switch
        {
            SprtModel.Logistic => (EloScale.ToScore(Elo1) - EloScale.ToScore(Elo0)) / Math.Sqrt(variance),
            SprtModel.Normalized => (Elo1 - Elo0) / LogLikelihoodRatio.NormalizedPoints * (counts.Paired ? Math.Sqrt(2) : 1),
            _ => BayesStep(shares),
        };
    }

    private double BayesStep(ReadOnlySpan<double> shares)
    {
        Span<double> under0 = stackalloc double[3];
        Span<double> under1 = stackalloc double[3];
        var scale = Model == SprtModel.Bayesian ? BayesElo.Scale(shares) : 1;
        BayesElo.Of(shares, Elo0 / scale, under0);
        BayesElo.Of(shares, Elo1 / scale, under1);
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < 3; i++)
        {
            var step = Math.Log(under1[i] / under0[i]);
            mean += shares[i] * step;
            square += shares[i] * step * step;
        }

        return Math.Sqrt(Math.Max(0, square - mean * mean));
    }
}
