namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryKeys(MemoryTenants tenants) : IKeyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, KeyEntry> _keys = new(StringComparer.Ordinal);

    public Task AddAsync(KeyEntry key, CancellationToken cancellationToken)
    {
        if (!tenants.Has(key.Tenant))
            throw new KeyNotFoundException($"The ledger has no tenant '{key.Tenant}'.");
        lock (_lock)
            _keys.Add(key.Id, key);
        return Task.CompletedTask;
    }

    public Task<bool> TryAddFirstAsync(KeyEntry key, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_keys.Count == 0 && _keys.TryAdd(key.Id, key));
    }

    public Task<KeyEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_keys.GetValueOrDefault(id));
    }

    public Task<IReadOnlyList<KeyEntry>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<KeyEntry>>(
                [.. _keys.Values.Where(k => k.Tenant == tenant).OrderBy(k => k.CreatedAt).ThenBy(k => k.Id, StringComparer.Ordinal)]);
        }
    }

    public Task<KeyEntry?> RevokeAsync(string tenant, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_keys.GetValueOrDefault(id) is not { } key || key.Tenant != tenant)
                return Task.FromResult<KeyEntry?>(null);
            return Task.FromResult<KeyEntry?>(_keys[id] = key with { RevokedAt = key.RevokedAt ?? at });
        }
    }
}
