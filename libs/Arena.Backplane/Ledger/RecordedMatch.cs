namespace Arena.Backplane.Ledger;

/// <summary>A result with what its task was.</summary>
/// <param name="Result">The result in the chain.</param>
/// <param name="Seats">The agents by seat: positions in the document's agent list.</param>
/// <param name="Seed">What the match is a function of.</param>
public sealed record RecordedMatch(LedgerResult Result, int[] Seats, ulong Seed);
