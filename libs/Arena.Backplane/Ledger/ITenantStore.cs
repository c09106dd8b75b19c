namespace Arena.Backplane.Ledger;

/// <summary>The tenants. <see cref="Default"/> is there from the beginning: it is whoever runs the system.</summary>
public interface ITenantStore
{
    /// <summary>The tenant of whoever runs the system.</summary>
    const string Default = "default";

    /// <summary>Adds a tenant. False when there is one with this id, which stays as it is.</summary>
    Task<bool> TryAddAsync(TenantEntry tenant, Requester by, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a tenant's quotas, all of them; what it has already beyond them stays. Returns the tenant as it is now, or null when there is
    /// none with this id.
    /// </summary>
    /// <exception cref="ArgumentException">It is <see cref="Default"/>, which has none, or a quota is negative.</exception>
    Task<TenantEntry?> SetQuotasAsync(string id, TenantQuotas quotas, Requester by, CancellationToken cancellationToken);

    /// <summary>All tenants, by id.</summary>
    Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken);
}
