using Arena.Core.Leagues;
using Arena.Core.Primitives;

namespace Arena.Backplane.Ledger;

/// <summary>A result with what its task was.</summary>
/// <param name="Result">The result in the chain.</param>
/// <param name="Seats">The agents by seat: positions in the document's agent list.</param>
/// <param name="Seed">What the match is a function of.</param>
public sealed record RecordedMatch(LedgerResult Result, int[] Seats, ulong Seed)
{
    /// <summary>The match as it was scheduled.</summary>
    public ScheduledMatch Pairing => new(Result.Result.Index, Seats[0], Seats[1], new Seed(Seed));
}
