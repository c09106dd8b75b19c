namespace Arena.Backplane.Ledger;

/// <summary>How many tasks of a league a session holds; at least 1.</summary>
public sealed record HeldTasks(string LeagueId, int Count);
