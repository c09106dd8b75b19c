namespace Arena.Backplane.Ledger;

/// <summary>A result with what its task was.</summary>
/// <param name="Seats">The agents by seat: positions in the league.</param>
public sealed record RecordedMatch(LedgerResult Result, int[] Seats, ulong Seed);
