using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary>One agent's line in a plan's table.</summary>
/// <param name="Rank">From 1; the tie-breaks always decide.</param>
/// <param name="Agent">Its name.</param>
/// <param name="Games">Games played.</param>
/// <param name="Points">A win is 1, a draw ½.</param>
/// <param name="Faults">Games that it forfeited. They are among the losses, but for timeouts that the game has called draws.</param>
/// <param name="Score">Mean score of a game; of a turn where scores are sums over turns.</param>
/// <param name="Error">
/// Half the width of the score's 95 % confidence interval, over meetings: games of one meeting are not independent. Not a
/// number below two meetings, or where all went alike.
/// </param>
internal sealed record MatchTableRow(
    int Rank, string Agent, int Games, double Points, int Wins, int Draws, int Losses, FaultCounts Faults, double Score, double Error)
{
    public int Forfeits => Faults.Total;
}
