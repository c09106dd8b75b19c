using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Access;

/// <summary>Keys and tenants, from domain to wire.</summary>
internal static class KeyMessages
{
    public static Key ToMessage(KeyEntry key) => new()
    {
        Id = key.Id,
        Tenant = key.Tenant,
        Role = key.Role,
        Label = key.Label,
        Agents = { key.Agents },
        CreatedAt = Timestamp.FromDateTimeOffset(key.CreatedAt),
        ExpiresAt = key.ExpiresAt is { } expires ? Timestamp.FromDateTimeOffset(expires) : null,
        RevokedAt = key.RevokedAt is { } revoked ? Timestamp.FromDateTimeOffset(revoked) : null,
    };

    public static Tenant ToMessage(TenantEntry tenant) => new()
    {
        Id = tenant.Id,
        Name = tenant.Name,
        CreatedAt = Timestamp.FromDateTimeOffset(tenant.CreatedAt),
        Quotas = ToMessage(tenant.Quotas),
    };

    /// <summary>No limits where the message is not there.</summary>
    public static TenantQuotas ToQuotas(Quotas? quotas) => quotas is null ? TenantQuotas.None : new TenantQuotas(
        quotas.HasLeagues ? quotas.Leagues : null, quotas.HasMatches ? quotas.Matches : null, quotas.HasKeys ? quotas.Keys : null);

    private static Quotas ToMessage(TenantQuotas quotas)
    {
        var message = new Quotas();
        if (quotas.Leagues is { } leagues)
            message.Leagues = leagues;
        if (quotas.Matches is { } matches)
            message.Matches = matches;
        if (quotas.Keys is { } keys)
            message.Keys = keys;
        return message;
    }
}
