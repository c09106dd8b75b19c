namespace Arena.Backplane.Ledger;

/// <summary>Which store a ledger is in, and what it promises.</summary>
/// <param name="Name"><c>postgres</c> or <c>memory</c>.</param>
/// <param name="Durable">Whether results survive the end of the process.</param>
/// <param name="Description">For people: where it is, without secrets.</param>
public sealed record LedgerStore(string Name, bool Durable, string Description);
