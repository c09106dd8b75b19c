namespace Arena.Core.Ratings;

/// <summary>
/// Elo ratings (A. Elo, "The Rating of Chessplayers, Past and Present", 1978) with the logistic curve: 400 points are
/// odds of ten to one. They depend on the order of the games, so Arena always rates in the order of match indexes.
/// </summary>
public static class Elo
{
    /// <summary>Where everybody starts.</summary>
    public const double Start = 1500;

    /// <summary>The most a single game can move a rating: FIDE's value for players with a history below 2400.</summary>
    public const double K = 20;

    /// <summary>The score (0 to 1) that the first is expected to make against the second.</summary>
    public static double Expected(double rating, double other) => 1 / (1 + Math.Pow(10, (other - rating) / 400));

    /// <summary>Both ratings after a game in which the first scored 1, ½ or 0. Their sum stays the same.</summary>
    public static (double First, double Second) Update(double first, double second, double score, double k = K)
    {
        var change = k * (score - Expected(first, second));
        return (first + change, second - change);
    }
}
