namespace Arena.Core.Ratings;

/// <summary>Between Elo points and natural logarithms of odds: 400 points are odds of ten to one.</summary>
public static class EloScale
{
    public static readonly double PointsPerUnit = 400 / Math.Log(10);

    /// <summary>The difference at which this score (0 to 1) is expected; infinite at the ends.</summary>
    public static double OfScore(double score) => PointsPerUnit * Math.Log(score / (1 - score));

    public static double ToScore(double elo) => 1 / (1 + Math.Exp(-elo / PointsPerUnit));
}
