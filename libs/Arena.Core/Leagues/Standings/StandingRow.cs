using Arena.Core.Matches;

namespace Arena.Core.Leagues.Standings;

/// <summary>One agent's line in the standings.</summary>
/// <param name="Rank">From 1, without ties: the tie-breaks always decide.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Points">A win is 1, a draw ½; in a Swiss tournament a bye is as much as winning an encounter.</param>
/// <param name="Wins">Matches won against others.</param>
/// <param name="Draws">Matches drawn against others.</param>
/// <param name="Losses">Matches lost against others.</param>
/// <param name="Score">Mean payoff per turn in the dilemma, mean result in board games; matches against itself count.</param>
/// <param name="Rating">How strong it is, and how surely.</param>
/// <param name="Superiority">
/// How sure it is (0 to 1) that it is stronger than the next in the table; null for the last, and where nothing compares the two.
/// </param>
/// <param name="TieBreaks">What the format has beyond points and score.</param>
public sealed record StandingRow(
    int Rank, string Agent, double Points, int Wins, int Draws, int Losses, double Score, AgentRating Rating, double? Superiority,
    TieBreakList TieBreaks)
{
    /// <summary>Matches that it forfeited, those against itself included; by seats there.</summary>
    public FaultCounts Faults { get; init; }

    /// <summary>Where its Elo rating has gone lately.</summary>
    public RatingTrend Trend { get; init; }
}
