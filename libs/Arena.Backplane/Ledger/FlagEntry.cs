namespace Arena.Backplane.Ledger;

/// <summary>A version of a flag. None is ever changed: whoever changes a flag adds a version.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">Unique among its tenant's.</param>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Rules">For whom it is on, as JSON; the ledger keeps it as it is.</param>
/// <param name="At">Since when it is so, by the store's clock, in UTC to the microsecond.</param>
/// <param name="By">Who made it so.</param>
public sealed record FlagEntry(string Tenant, string Name, long Version, string Rules, DateTimeOffset At, Requester By);
