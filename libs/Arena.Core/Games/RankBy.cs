namespace Arena.Core.Games;

/// <summary>A game's natural measure of success in a league.</summary>
public enum RankBy
{
    /// <summary>Wins and draws: how much one wins by does not matter.</summary>
    Points,

    /// <summary>The scores themselves, as in Axelrod's tournaments, where beating the other is beside the point.</summary>
    Score,
}
