namespace Arena.Backplane.Ledger;

/// <summary>Something that happened, in commit order; written in the transaction that made it happen.</summary>
/// <param name="Result">Set when <paramref name="Kind"/> is <see cref="LedgerEventKind.ResultRecorded"/>.</param>
public sealed record LedgerEvent(long Id, LedgerEventKind Kind, string LeagueId, LedgerResult? Result);

public enum LedgerEventKind
{
    LeagueCreated = 1,
    ResultRecorded = 2,
    LeagueCompleted = 3,
    LeaguePaused = 4,
    LeagueResumed = 5,
    LeagueStopped = 6,
}
