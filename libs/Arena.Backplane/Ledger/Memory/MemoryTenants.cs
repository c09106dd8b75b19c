namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryTenants : ITenantStore
{
    private readonly MemoryState _state;
    private readonly SortedDictionary<string, TenantEntry> _tenants = new(StringComparer.Ordinal);

    public MemoryTenants(MemoryState state, TimeProvider time)
    {
        _state = state;
        _tenants.Add(ITenantStore.Default, new TenantEntry(ITenantStore.Default, "", time.GetUtcNow()));
    }

    public bool Has(string id)
    {
        lock (_state.Lock)
            return _tenants.ContainsKey(id);
    }

    /// <summary>None of a tenant that is not there.</summary>
    public TenantQuotas QuotasOf_NeedsLock(string id) => _tenants.GetValueOrDefault(id)?.Quotas ?? TenantQuotas.None;

    public Task<bool> TryAddAsync(TenantEntry tenant, Requester by, CancellationToken cancellationToken)
    {
        lock (_state.Lock)
        {
            if (!_tenants.TryAdd(tenant.Id, tenant))
                return Task.FromResult(false);
            _state.AppendAudit_NeedsLock(by, AuditChange.OfNewTenant(tenant));
            return Task.FromResult(true);
        }
    }

    public Task<TenantEntry?> SetQuotasAsync(string id, TenantQuotas quotas, Requester by, CancellationToken cancellationToken)
    {
        LedgerGuard.Check(id, quotas);
        lock (_state.Lock)
        {
            if (_tenants.GetValueOrDefault(id) is not { } before)
                return Task.FromResult<TenantEntry?>(null);
            if (before.Quotas != quotas)
                _state.AppendAudit_NeedsLock(by, AuditChange.OfQuotas(before, quotas));
            return Task.FromResult<TenantEntry?>(_tenants[id] = before with { Quotas = quotas });
        }
    }

    public Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_state.Lock)
            return Task.FromResult<IReadOnlyList<TenantEntry>>([.. _tenants.Values]);
    }
}
