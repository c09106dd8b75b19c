using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

/// <summary>Makes and revokes keys, and makes tenants: every change of who is let in.</summary>
internal sealed partial class AccessAdministration(
    IKeyStore keys, ITenantStore tenants, LedgerKeyRing ring, TimeProvider time, ILogger<AccessAdministration> logger)
{
    public async Task<AccessOutcome> CreateKeyAsync(
        Caller caller, NewKey wanted, Requester by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (wanted.Fault(now) is { } fault)
            return new AccessOutcome.Invalid(fault);
        if (!TryTenant(caller, wanted.Tenant, out var tenant, out var refusal))
            return refusal;
        if (RoleWord.Read(wanted.Role) == Role.Node && (caller.Tenant != Caller.DefaultTenant || tenant != Caller.DefaultTenant))
        {
            return new AccessOutcome.Forbidden(
                "Nodes play for all tenants: only those who run the system make keys for them, for themselves.");
        }

        var (shown, id, hash) = ApiKey.New();
        var entry = wanted.ToEntry(id, tenant, hash, now);
        try
        {
            await keys.AddAsync(entry, by, cancellationToken);
        }
        catch (KeyNotFoundException)
        {
            return await NoTenantAsync(tenant, cancellationToken);
        }
        catch (QuotaExceededException exceeded)
        {
            return new AccessOutcome.QuotaExceeded(exceeded);
        }

        LogMade(caller.Id, entry.Id, entry.Role, tenant);
        return new AccessOutcome.KeyMade(entry, shown);
    }

    /// <summary>A tenant's keys; null when they are not for the caller.</summary>
    public async Task<IReadOnlyList<KeyEntry>?> ListKeysAsync(Caller caller, string? tenant, CancellationToken cancellationToken) =>
        TryTenant(caller, tenant, out var own, out _) ? await keys.ListAsync(own, cancellationToken) : null;

    public async Task<AccessOutcome> RevokeKeyAsync(
        Caller caller, string? tenant, string id, Requester by, CancellationToken cancellationToken)
    {
        if (!TryTenant(caller, tenant, out var own, out var refusal))
            return refusal;
        if (id.Any(char.IsControl))
            return new AccessOutcome.Invalid("id: it has control characters; wanted the id of a key, as 'arena keys list' has it");
        if (await keys.RevokeAsync(own, id, time.GetUtcNow(), by, cancellationToken) is not { } revoked)
            return new AccessOutcome.NotFound($"Tenant '{own}' has no key with the id '{id}'.");
        ring.Forget(id);
        LogRevoked(caller.Id, id, own);
        return new AccessOutcome.KeyRevoked(revoked);
    }

    public async Task<AccessOutcome> CreateTenantAsync(
        Caller caller, string id, string name, Requester by, CancellationToken cancellationToken)
    {
        const int maxName = 200;
        if (!TenantName.IsValid(id))
            return new AccessOutcome.Invalid($"id: '{id}' is no tenant's id; wanted {TenantName.Wanted}");
        if (name.Length > maxName || name.Any(char.IsControl))
            return new AccessOutcome.Invalid($"name: wanted at most {maxName} characters, on one line");
        var tenant = new TenantEntry(id, name, time.GetUtcNow());
        if (!await tenants.TryAddAsync(tenant, by, cancellationToken))
            return new AccessOutcome.Taken($"There is a tenant with the id '{id}' already.");
        LogTenant(caller.Id, id);
        return new AccessOutcome.TenantMade(tenant);
    }

    /// <summary>Sets how much a tenant may take, all of it; what it has already stays.</summary>
    public async Task<AccessOutcome> SetQuotasAsync(
        Caller caller, string id, TenantQuotas quotas, Requester by, CancellationToken cancellationToken)
    {
        if (!TenantName.IsValid(id))
            return new AccessOutcome.Invalid($"tenant: found {id.Length} characters; wanted {TenantName.Wanted}");
        if (id == Caller.DefaultTenant)
            return new AccessOutcome.Invalid($"tenant: '{id}' is whoever runs the system, and has no quotas; wanted another");
        if (quotas.Leagues < 0 || quotas.Matches < 0 || quotas.Keys < 0)
            return new AccessOutcome.Invalid("leagues, matches, keys: found a negative number; wanted 0 or more, or none for no limit");
        if (await tenants.SetQuotasAsync(id, quotas, by, cancellationToken) is not { } tenant)
            return await NoTenantAsync(id, cancellationToken);
        LogQuotas(caller.Id, id, quotas.Leagues, quotas.Matches, quotas.Keys);
        return new AccessOutcome.QuotasSet(tenant);
    }

    private async Task<AccessOutcome> NoTenantAsync(string id, CancellationToken cancellationToken)
    {
        var known = (await tenants.ListAsync(cancellationToken)).Select(tenant => tenant.Id);
        return new AccessOutcome.NotFound($"There is no tenant '{id}'. Tenants: {string.Join(", ", known)}.");
    }

    // Only those who run the system name another tenant than their own.
    private static bool TryTenant(Caller caller, string? asked, out string tenant, out AccessOutcome refusal)
    {
        tenant = string.IsNullOrEmpty(asked) ? caller.Tenant : asked;
        refusal = AccessOutcome.Forbidden.Of(caller);
        if (!TenantName.IsValid(tenant))
        {
            refusal = new AccessOutcome.Invalid($"tenant: found {tenant.Length} characters; wanted {TenantName.Wanted}");
            return false;
        }

        return caller.MayActFor(tenant);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} has made key {Key} of role {Role} for tenant '{Tenant}'")]
    private partial void LogMade(string caller, string key, string role, string tenant);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} has revoked key {Key} of tenant '{Tenant}'")]
    private partial void LogRevoked(string caller, string key, string tenant);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Caller} has set the quotas of tenant '{Tenant}': leagues {Leagues}, matches {Matches}, keys {Keys}")]
    private partial void LogQuotas(string caller, string tenant, int? leagues, int? matches, int? keys);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} has made tenant '{Tenant}'")]
    private partial void LogTenant(string caller, string tenant);
}
