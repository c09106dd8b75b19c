namespace Arena.Backplane.Ledger;

/// <summary>An entry of the audit trail. None is ever changed.</summary>
/// <param name="Sequence">From 1, without gaps, in commit order.</param>
/// <param name="At">By the store's clock, in UTC to the microsecond.</param>
/// <param name="By">Who made the change.</param>
/// <param name="Change">What they changed.</param>
/// <param name="Hash">Of the trail up to here (32 bytes); see <see cref="AuditChain"/>.</param>
public sealed record AuditRecord(long Sequence, DateTimeOffset At, Requester By, AuditChange Change, byte[] Hash);
