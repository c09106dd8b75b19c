namespace Arena.Core.Ratings.Results;

/// <summary>How a game ended for one side; the number is its score in half points.</summary>
public enum GameResult
{
    Loss = 0,
    Draw = 1,
    Win = 2,
}
