namespace Arena.Core.Ratings.Results;

/// <summary>A player's games, counted.</summary>
public readonly record struct PlayerTotals(long Wins, long Draws, long Losses)
{
    public long Games => Wins + Draws + Losses;

    public double Points => Wins + 0.5 * Draws;

    public static PlayerTotals operator +(PlayerTotals a, PlayerTotals b) =>
        new(a.Wins + b.Wins, a.Draws + b.Draws, a.Losses + b.Losses);

    /// <summary>The same games from the other side.</summary>
    public PlayerTotals Mirrored => new(Losses, Draws, Wins);
}
