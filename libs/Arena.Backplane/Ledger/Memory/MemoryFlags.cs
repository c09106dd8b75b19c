namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryFlags(MemoryState state, MemoryTenants tenants, TimeProvider time) : IFlagStore
{
    // By tenant and name, its versions in their order.
    private readonly SortedDictionary<(string Tenant, string Name), List<FlagEntry>> _flags = new(
        Comparer<(string Tenant, string Name)>.Create((a, b) =>
            string.CompareOrdinal(a.Tenant, b.Tenant) is not 0 and var order ? order : string.CompareOrdinal(a.Name, b.Name)));

    public Task<FlagEntry> SetAsync(NewFlag flag, long? version, Requester by, CancellationToken cancellationToken)
    {
        if (!tenants.Has(flag.Tenant))
            throw new KeyNotFoundException($"The ledger has no tenant '{flag.Tenant}'.");
        lock (state.Lock)
        {
            var versions = _flags.GetValueOrDefault((flag.Tenant, flag.Name)) ?? [];
            if (version is { } wanted && wanted != versions.Count)
                throw new StaleFlagException(flag.Name, versions.Count, wanted);
            var current = versions.LastOrDefault();
            if (current?.Rules == flag.Rules)
                return Task.FromResult(current);
            var at = LedgerTime.ToMicrosecond(time.GetUtcNow());
            var entry = new FlagEntry(flag.Tenant, flag.Name, versions.Count + 1, flag.Rules, at, by);
            versions.Add(entry);
            _flags[(flag.Tenant, flag.Name)] = versions;
            state.AppendAudit_NeedsLock(by, AuditChange.OfFlag(current, entry));
            return Task.FromResult(entry);
        }
    }

    public Task<IReadOnlyList<FlagEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<FlagEntry>>([.. _flags.Values.Select(versions => versions[^1])]);
    }

    public Task<IReadOnlyList<FlagEntry>> HistoryAsync(
        string tenant, string name, long? before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var versions = _flags.GetValueOrDefault((tenant, name)) ?? [];
            return Task.FromResult<IReadOnlyList<FlagEntry>>(
                [.. versions.Where(entry => before is null || entry.Version < before).Reverse().Take(limit)]);
        }
    }
}
