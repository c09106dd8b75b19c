namespace Arena.Core.Ratings.Online;

/// <summary>TrueSkill's constants.</summary>
/// <param name="PerformanceDeviation">How much a player's form varies from game to game: the paper's β.</param>
/// <param name="Drift">How much skill may change between games: the paper's τ.</param>
/// <param name="DrawProbability">Of two equals; below 1.</param>
public sealed record TrueSkillConfig(
    double PerformanceDeviation = 25.0 / 6, double Drift = 25.0 / 300, double DrawProbability = 0.1)
{
    /// <summary>The numbers of Herbrich, Minka and Graepel (2006).</summary>
    public static TrueSkillConfig Default { get; } = new();

    /// <summary>Two performances closer than this are a draw.</summary>
    public double DrawMargin { get; } = Normal.Quantile((DrawProbability + 1) / 2) * Math.Sqrt(2) * PerformanceDeviation;
}
