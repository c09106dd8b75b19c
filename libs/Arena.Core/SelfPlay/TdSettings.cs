namespace Arena.Core.SelfPlay;

/// <summary>How <see cref="TdLambda"/> learns.</summary>
public sealed record TdSettings
{
    /// <summary>How far a weight goes for an error of 1: more than 0. 0.02.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>How much of the way to the match's end an error is taken over: 0, the next position only, to 1, the result only. 0.7.</summary>
    public double Lambda { get; init; } = 0.7;

    /// <summary>The share of moves that are random, 0 to 1: what is never tried is never learned. 0.05.</summary>
    public double Epsilon { get; init; } = 0.05;

    /// <summary>A match begins with 0 up to so many random moves, all numbers equally likely; nothing is learned from them. 12.</summary>
    public int RandomPlies { get; init; } = 12;
}
