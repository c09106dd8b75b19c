namespace Arena.Backplane.Ledger;

/// <summary>What somebody wants to have.</summary>
/// <param name="LeagueId">Of which league.</param>
/// <param name="Session">For which node's stream.</param>
/// <param name="Replica">Whose the stream is.</param>
/// <param name="Max">How many tasks at most.</param>
public sealed record TaskClaim(string LeagueId, string Session, string Replica, int Max)
{
    /// <summary>Agents, by their position in the league, that are not there: tasks in which one sits are left out. Default none.</summary>
    public IReadOnlyCollection<int> AbsentAgents { get; init; } = [];

    /// <summary>How many of the league's tasks all sessions may hold together, these too. Null, the default: any number.</summary>
    public int? MostHeld { get; init; }
}
