namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryTenants : ITenantStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, TenantEntry> _tenants = new(StringComparer.Ordinal);

    public MemoryTenants(TimeProvider time) =>
        _tenants.Add(ITenantStore.Default, new TenantEntry(ITenantStore.Default, "", time.GetUtcNow()));

    public bool Has(string id)
    {
        lock (_lock)
            return _tenants.ContainsKey(id);
    }

    public Task<bool> TryAddAsync(TenantEntry tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_tenants.TryAdd(tenant.Id, tenant));
    }

    public Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<TenantEntry>>([.. _tenants.Values]);
    }
}
