namespace Arena.Core.Ratings.Sequential;

/// <summary>What the counts of a match say about two players, with half the width of 95 % intervals.</summary>
/// <param name="Elo">Null when everything was won or lost: then it is infinite.</param>
/// <param name="NormalizedElo">Null without spread in the scores.</param>
/// <param name="Superiority">The chance that the first is the stronger; ½ without observations.</param>
public readonly record struct MatchEstimate(
    double? Elo, double? EloError, double? NormalizedElo, double? NormalizedEloError, double Superiority)
{
    private const double Deviations = ScoreCounts.Deviations;

    // Up to here the counts' own variance is too small, and often zero; from here on the error is the usual one, digit for digit.
    private const double EnoughDecisiveGames = 10;

    /// <summary>
    /// The estimate from the games, or pairs of games, of a match. Less than ten decisive games have the variance of a sample (one
    /// observation less) and half a decisive game more (H. Jeffreys' prior, 1946), both of them fading out towards ten; where all
    /// scores are the same, the spread is their distance from ½, as in the sign test.
    /// </summary>
    public static MatchEstimate Of(ScoreCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var perObservation = Math.Sqrt(counts.Variance);
        var error = counts.Total == 0 ? 0 : Math.Sqrt(Scatter(counts)) / counts.Total;
        var superiority = error > 0 ? Normal.Cumulative((counts.Mean - 0.5) / error)
            : counts.Mean > 0.5 ? 1 : counts.Mean < 0.5 ? 0 : 0.5;
        double? elo = counts.Total > 0 && counts.Mean is > 0 and < 1 ? EloScale.OfScore(counts.Mean) : null;
        var (low, high) = (counts.Mean - Deviations * error, counts.Mean + Deviations * error);
        double? eloError = elo is not null && low > 0 && high < 1 ? (EloScale.OfScore(high) - EloScale.OfScore(low)) / 2 : null;
        if (perObservation == 0) return new(elo, eloError, null, null, superiority);

        var scale = LogLikelihoodRatio.NormalizedPoints / (counts.Paired ? Math.Sqrt(2) : 1);
        return new(
            elo, eloError, (counts.Mean - 0.5) / perObservation * scale, Deviations * scale / Math.Sqrt(counts.Total), superiority);
    }

    // The sum of the scores' squared distances from their mean.
    private static double Scatter(ScoreCounts counts)
    {
        var scatter = counts.Variance * counts.Total;
        var fromHalf = scatter + (counts.Mean - 0.5) * (counts.Mean - 0.5) * counts.Total;
        if (scatter == 0 && fromHalf > 0) return fromHalf;
        var decisive = counts.Paired ? 1.0 / 16 : 1.0 / 4;      // what one decisive game adds
        var lacking = Math.Max(0, 1 - fromHalf / decisive / EnoughDecisiveGames);
        var sample = counts.Total > 1 ? scatter / (counts.Total - 1) : 0;
        return scatter + lacking * (sample + decisive / 2);
    }
}
