namespace Arena.Core.SelfPlay;

/// <summary>How <see cref="MemoryOneReinforce"/> learns.</summary>
public sealed record ReinforceSettings
{
    /// <summary>How far a log-odds goes for a choice that was better by all there is to win: more than 0. 0.5.</summary>
    public double LearningRate { get; init; } = 0.5;

    /// <summary>What a payoff one turn later counts for, 0 to below 1. 0.9.</summary>
    public double Discount { get; init; } = 0.9;

    /// <summary>How fast what is expected follows what comes, 0 to 1. 0.05.</summary>
    public double BaselineRate { get; init; } = 0.05;
}
