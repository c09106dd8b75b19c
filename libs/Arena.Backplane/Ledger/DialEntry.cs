namespace Arena.Backplane.Ledger;

/// <summary>An epoch of the dials, as it is kept.</summary>
/// <param name="Number">From 1, without gaps; epoch 0 is what the dials are by default.</param>
/// <param name="Values">What all dials are, as JSON; the ledger keeps it as it is.</param>
/// <param name="At">Since when, by the store's clock, in UTC to the microsecond.</param>
/// <param name="By">Who made it so.</param>
public sealed record DialEntry(long Number, string Values, DateTimeOffset At, Requester By);
