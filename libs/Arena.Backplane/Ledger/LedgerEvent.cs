namespace Arena.Backplane.Ledger;

/// <summary>Something that happened, in commit order; written in the transaction that made it happen.</summary>
/// <param name="Id">Rises in commit order, from 1; there may be gaps.</param>
/// <param name="Kind">What happened.</param>
/// <param name="LeagueId">The league that it happened to.</param>
/// <param name="Result">Set when <paramref name="Kind"/> is <see cref="LedgerEventKind.ResultRecorded"/>.</param>
public sealed record LedgerEvent(long Id, LedgerEventKind Kind, string LeagueId, LedgerResult? Result);
