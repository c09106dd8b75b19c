using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Audit;

/// <summary>An entry of the audit trail as JSON.</summary>
internal sealed record AuditBody(
    long Sequence, DateTimeOffset At, string Who, string Tenant, string What, string Subject, string? Before, string? After, string? Why,
    string? TraceId, string Hash)
{
    public static AuditBody Of(AuditRecord record)
    {
        var (change, by) = (record.Change, record.By);
        return new AuditBody(
            record.Sequence, record.At, by.Who, change.Tenant, change.What, change.Subject, change.Before, change.After, by.Why, by.TraceId,
            Convert.ToHexStringLower(record.Hash));
    }
}
