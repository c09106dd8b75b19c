namespace Arena.Backplane.Ledger;

/// <summary>A task that a session may now play. <paramref name="Attempt"/> counts from 1.</summary>
public sealed record ClaimedTask(long Id, int Index, int[] Seats, ulong Seed, int Attempt);

/// <summary>How many tasks of a league a session holds.</summary>
public sealed record HeldTasks(string Session, string LeagueId, int Count);
