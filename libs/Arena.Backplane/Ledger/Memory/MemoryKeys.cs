namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryKeys(MemoryState state, MemoryTenants tenants) : IKeyStore
{
    private readonly Dictionary<string, KeyEntry> _keys = new(StringComparer.Ordinal);

    public Task AddAsync(KeyEntry key, Requester by, CancellationToken cancellationToken)
    {
        if (!tenants.Has(key.Tenant))
            throw new KeyNotFoundException($"The ledger has no tenant '{key.Tenant}'.");
        lock (state.Lock)
        {
            var good = _keys.Values.Count(other => other.Tenant == key.Tenant && other.IsGood(key.CreatedAt));
            if (tenants.QuotasOf_NeedsLock(key.Tenant).CheckKey(key.Tenant, good) is { } exceeded)
                throw exceeded;
            Add_NeedsLock(key, by);
        }

        return Task.CompletedTask;
    }

    public Task<bool> TryAddFirstAsync(KeyEntry key, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_keys.Count > 0)
                return Task.FromResult(false);
            Add_NeedsLock(key, by);
            return Task.FromResult(true);
        }
    }

    public Task<KeyEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(_keys.GetValueOrDefault(id));
    }

    public Task<IReadOnlyList<KeyEntry>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<KeyEntry>>(
                [.. _keys.Values.Where(k => k.Tenant == tenant).OrderBy(k => k.CreatedAt).ThenBy(k => k.Id, StringComparer.Ordinal)]);
        }
    }

    public Task<KeyEntry?> RevokeAsync(string tenant, string id, DateTimeOffset at, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_keys.GetValueOrDefault(id) is not { } key || key.Tenant != tenant)
                return Task.FromResult<KeyEntry?>(null);
            if (key.RevokedAt is not null)
                return Task.FromResult<KeyEntry?>(key);
            state.AppendAudit_NeedsLock(by, AuditChange.OfRevokedKey(key));
            return Task.FromResult<KeyEntry?>(_keys[id] = key with { RevokedAt = at });
        }
    }

    private void Add_NeedsLock(KeyEntry key, Requester by)
    {
        _keys.Add(key.Id, key);
        state.AppendAudit_NeedsLock(by, AuditChange.OfNewKey(key));
    }
}
