namespace Arena.Core.Ratings.Results;

/// <summary>How a game ended for one side; the number is its score in half points.</summary>
public enum GameResult
{
    /// <summary>The second has won.</summary>
    Loss = 0,

    /// <summary>Nobody has won.</summary>
    Draw = 1,

    /// <summary>The first has won.</summary>
    Win = 2,
}
