using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Audit;

/// <summary>
/// Pages of the audit trail: of all of it for those who run the system, and for a tenant's administrator of what is the tenant's, with
/// subjects as the tenant calls them.
/// </summary>
internal sealed class AuditReader(IAuditTrail trail)
{
    public const int DefaultLimit = 100;

    public const string TenantWanted = "Only changes of this tenant. Default: all that are for the caller.";

    /// <summary>What the tenant is not part of the name of: their ids are nobody else's.</summary>
    private static readonly string[] _unqualified = ["key", "tenant", "session", "flag", "dial"];

    /// <param name="caller">Who asks.</param>
    /// <param name="query">What is wanted; <see cref="FaultOf"/> has to be null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null when another tenant's part is asked for, which is not for the caller.</returns>
    public async Task<IReadOnlyList<AuditRecord>?> ReadAsync(Caller caller, AuditQuery query, CancellationToken cancellationToken)
    {
        if (!caller.MayActFor(query.Tenant ?? caller.Tenant))
            return null;
        if (caller.Tenant == Caller.DefaultTenant)
            return await trail.ListAsync(query, cancellationToken);
        var own = query with { Tenant = caller.Tenant, Subject = query.Subject is { } asked ? Qualify(caller.Tenant, asked) : null };
        return [.. (await trail.ListAsync(own, cancellationToken)).Select(record => Plain(caller.Tenant, record))];
    }

    /// <summary>A sentence that says why nobody can be asked for that; null when it can.</summary>
    public static string? FaultOf(AuditQuery query)
    {
        if (query.Before is < 1)
            return $"before is {query.Before}; wanted the number of an entry, from 1.";
        if (query.Subject?.Any(char.IsControl) == true)
            return "subject has control characters in it; wanted for example 'league/ID'.";
        return query.Tenant is { } tenant && !TenantName.IsValid(tenant)
            ? $"tenant: found {tenant.Length} characters; wanted {TenantName.Wanted}."
            : null;
    }

    private static string Qualify(string tenant, string subject) =>
        subject.Split('/', 2) is [{ } kind, { } name] && !_unqualified.Contains(kind)
            ? $"{kind}/{TenantName.Qualify(tenant, name)}"
            : subject;

    private static AuditRecord Plain(string tenant, AuditRecord record) =>
        record.Change.Subject.Split('/', 3) is [{ } kind, { } owner, { } name] && owner == tenant
            ? record with { Change = record.Change with { Subject = $"{kind}/{name}" } }
            : record;
}
