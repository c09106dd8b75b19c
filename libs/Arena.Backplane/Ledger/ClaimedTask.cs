namespace Arena.Backplane.Ledger;

/// <summary>A task that a session may now play.</summary>
/// <param name="Id">Unique in the ledger, from 1.</param>
/// <param name="Index">Position in the league's schedule, from 0.</param>
/// <param name="Seats">Agents by seat: positions in the document's agent list.</param>
/// <param name="Seed">What the match is a function of.</param>
/// <param name="Attempt">Counts from 1.</param>
public sealed record ClaimedTask(long Id, int Index, int[] Seats, ulong Seed, int Attempt);
