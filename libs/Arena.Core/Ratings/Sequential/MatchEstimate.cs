namespace Arena.Core.Ratings.Sequential;

/// <summary>What the counts of a match say about two players, with half the width of 95 % intervals.</summary>
/// <param name="Elo">Null when everything was won or lost: then it is infinite.</param>
/// <param name="NormalizedElo">Null without spread in the scores.</param>
/// <param name="Superiority">The chance that the first is the stronger; ½ without observations.</param>
public readonly record struct MatchEstimate(
    double? Elo, double? EloError, double? NormalizedElo, double? NormalizedEloError, double Superiority)
{
    private const double Deviations = 1.959963984540054;

    /// <summary>The estimate from the games, or pairs of games, of a match.</summary>
    public static MatchEstimate Of(ScoreCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var perObservation = Math.Sqrt(counts.Variance);
        var error = counts.Total == 0 ? 0 : perObservation / Math.Sqrt(counts.Total);
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
}
