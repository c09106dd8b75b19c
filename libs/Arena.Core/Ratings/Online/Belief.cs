namespace Arena.Core.Ratings.Online;

/// <summary>What is believed of a player's skill: a normal distribution.</summary>
public readonly record struct Belief(double Mean, double Deviation)
{
    /// <summary>The start that TrueSkill and OpenSkill share: 25 ± 25/3.</summary>
    public static Belief Start { get; } = new(25, 25.0 / 3);

    /// <summary>The deviation squared.</summary>
    public double Variance => Deviation * Deviation;
}
