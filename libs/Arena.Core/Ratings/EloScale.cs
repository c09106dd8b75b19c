namespace Arena.Core.Ratings;

/// <summary>Between Elo points and natural logarithms of odds: 400 points are odds of ten to one.</summary>
public static class EloScale
{
    /// <summary>Elo points in a logit: 400 points are odds of ten to one.</summary>
    public static readonly double PointsPerUnit = 400 / Math.Log(10);

    /// <summary>The difference at which this score (0 to 1) is expected; infinite at the ends.</summary>
    internal static double OfScore(double score) => PointsPerUnit * Math.Log(score / (1 - score));

    /// <summary>The score (0 to 1) that is expected with an advantage of so many Elo points.</summary>
    public static double ToScore(double elo) => 1 / (1 + Math.Exp(-elo / PointsPerUnit));
}
