namespace Arena.Core.SelfPlay;

/// <summary>How <see cref="TdLambda"/> learns.</summary>
public sealed record TdSettings
{
    /// <summary>How far a weight goes for an error of 1: more than 0. 0.02.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>
    /// How far ahead a position's return looks: from 0, to what is thought of the next position, to 1, to the match's result. 0.7.
    /// </summary>
    public double Lambda { get; init; } = 0.7;

    /// <summary>The share of moves that are random, 0 to 1: what is never tried is never learned. 0.05.</summary>
    public double Epsilon { get; init; } = 0.05;

    /// <summary>A match begins with 0 up to so many random moves, all numbers equally likely; nothing is learned from them. 12.</summary>
    public int RandomPlies { get; init; } = 12;
}
