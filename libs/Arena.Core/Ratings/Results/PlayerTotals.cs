namespace Arena.Core.Ratings.Results;

/// <summary>A player's games, counted.</summary>
public readonly record struct PlayerTotals(long Wins, long Draws, long Losses)
{
    /// <summary>Games played.</summary>
    public long Games => Wins + Draws + Losses;

    /// <summary>A point for a win, half of one for a draw.</summary>
    public double Points => Wins + 0.5 * Draws;

    /// <summary>Both totals together.</summary>
    public static PlayerTotals operator +(PlayerTotals a, PlayerTotals b) =>
        new(a.Wins + b.Wins, a.Draws + b.Draws, a.Losses + b.Losses);

    /// <summary>The same games from the other side.</summary>
    internal PlayerTotals Mirrored => new(Losses, Draws, Wins);
}
