namespace Arena.Backplane.Ledger;

/// <summary>What a store holds of a league, counted in its rows.</summary>
/// <param name="Id">The league's.</param>
/// <param name="Entry">The league; null when the store has results of it and not the league, or when its row is no league.</param>
/// <param name="IsChained">Whether it is in the chain.</param>
/// <param name="Tasks">Its tasks, in whatever state.</param>
/// <param name="Completed">Those of them that have been closed by a result.</param>
/// <param name="Results">Its results.</param>
/// <param name="Forfeited">Those of them with a reason.</param>
public sealed record LeagueCount(
    string Id, LeagueEntry? Entry, bool IsChained, long Tasks, long Completed, long Results, long Forfeited)
{
    /// <summary>A sentence that says what does not add up, or null.</summary>
    public string? FaultOf()
    {
        if (Entry is null)
            return $"league '{Id}' has {Results} results and is not in the ledger as a league";
        if (!IsChained)
            return $"league '{Id}' is not in the chain";
        if (Results != Completed)
            return $"league '{Id}' has {Results} results, and {Completed} of its tasks are completed";
        if (Tasks > Entry.Matches)
            return $"league '{Id}' has {Tasks} tasks for its {Entry.Matches} matches";
        return Entry.Phase switch
        {
            LeaguePhase.Completed when Results != Entry.Matches =>
                $"league '{Id}' is complete, and has {Results} results of its {Entry.Matches} matches",
            LeaguePhase.Stopped when Results != Entry.PlayedWhenStopped =>
                $"league '{Id}' had {Entry.PlayedWhenStopped} results when it was stopped, and has {Results}",
            LeaguePhase.Completed or LeaguePhase.Stopped when Forfeited != Entry.Forfeited =>
                $"league '{Id}' had {Entry.Forfeited} forfeited matches when it ended, and has {Forfeited}",
            _ => null,
        };
    }
}
