using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A change that somebody made.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="What">Such as <c>pause</c>.</param>
/// <param name="Subject">What was changed, such as <c>league/ID</c>.</param>
/// <param name="Before">What it was; null for nothing.</param>
/// <param name="After">What it is since; null for nothing.</param>
/// <param name="Hash">Of the trail up to here, in hexadecimal.</param>
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
