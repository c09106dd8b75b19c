namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryReplicas(MemoryState state, TimeProvider time) : IReplicaStore
{
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private long _epoch;

    public Task<Renewal> RenewAsync(string replica, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var before = _leases.GetValueOrDefault(replica);
            var lapsed = before is null || (!HasLease_NeedsLock(replica)
                && _leases.Values.Any(other => other.Entry.Id != replica && other.Until > before.Until));
            _leases[replica] = new Lease(
                before?.Entry ?? new ReplicaEntry(replica, time.GetUtcNow()), time.GetUtcNow() + lease,
                lapsed ? 0 : before!.ReadTo);
            ReplicaEntry[] replicas =
            [
                .. _leases.Values.Select(l => l.Entry).Where(entry => HasLease_NeedsLock(entry.Id))
                    .OrderBy(entry => entry.StartedAt).ThenBy(entry => entry.Id, StringComparer.Ordinal),
            ];
            var leagues = state.Leagues.Values.Where(league => !league.Entry.HasEnded).Select(league => league.Entry.Id).ToArray();
            var share = Share.Of(leagues.Length, replicas.Length);
            foreach (var scope in leagues.Order(StringComparer.Ordinal).Select(Grant.OfLeague).Where(IsFree_NeedsLock))
            {
                if (state.Scopes.Values.Count(grant => grant.Replica == replica && Grant.IsOfLeague(grant.Scope)) >= share)
                    break;
                Put_NeedsLock(scope, replica);
            }

            var open = leagues.Select(Grant.OfLeague).ToHashSet();
            Grant[] grants =
            [
                .. state.Scopes.Values.Where(grant => grant.Replica == replica)
                    .OrderBy(grant => !open.Contains(grant.Scope)).ThenBy(grant => grant.Scope, StringComparer.Ordinal),
            ];
            var excess = Share.ExcessOf(grants.Count(grant => open.Contains(grant.Scope)), leagues.Length, replicas.Length);
            return Task.FromResult(new Renewal(lapsed, grants, excess, replicas, time.GetUtcNow()));
        }
    }

    public Task AnnounceAsync(string replica, string address, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_leases.TryGetValue(replica, out var lease))
                _leases[replica] = lease with { Entry = lease.Entry with { Address = address } };
        }

        return Task.CompletedTask;
    }

    public Task<Grant?> TakeAsync(string scope, string replica, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (state.Scopes.GetValueOrDefault(scope)?.Replica != replica && IsFree_NeedsLock(scope))
                Put_NeedsLock(scope, replica);
            return Task.FromResult(state.Scopes.GetValueOrDefault(scope) is { } grant && grant.Replica == replica ? grant : null);
        }
    }

    public Task GiveAsync(IReadOnlyCollection<Grant> grants, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            foreach (var grant in grants.Where(grant => state.Scopes.GetValueOrDefault(grant.Scope) == grant))
                state.Scopes.Remove(grant.Scope);
        }

        return Task.CompletedTask;
    }

    public Task LeaveAsync(string replica, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            foreach (var grant in state.Scopes.Values.Where(grant => grant.Replica == replica).ToArray())
                state.Scopes.Remove(grant.Scope);
            if (_leases.TryGetValue(replica, out var lease) && HasLease_NeedsLock(replica))
                _leases[replica] = lease with { Until = time.GetUtcNow() };
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether a replica has had a lease until at most so long ago.</summary>
    public bool HasLease_NeedsLock(string replica, TimeSpan patience = default) =>
        _leases.GetValueOrDefault(replica) is { } lease && lease.Until > time.GetUtcNow() - patience;

    /// <summary>Notes how far a replica has read, and returns how far all have.</summary>
    public long Read_NeedsLock(string replica, long upToId)
    {
        if (_leases.TryGetValue(replica, out var lease))
            _leases[replica] = lease with { ReadTo = Math.Max(lease.ReadTo, upToId) };
        return _leases.Values.Where(l => HasLease_NeedsLock(l.Entry.Id)).Select(l => l.ReadTo).DefaultIfEmpty(0).Min();
    }

    private bool IsFree_NeedsLock(string scope) =>
        state.Scopes.GetValueOrDefault(scope) is not { } grant || !HasLease_NeedsLock(grant.Replica);

    private void Put_NeedsLock(string scope, string replica) => state.Scopes[scope] = new Grant(scope, replica, ++_epoch);

    private sealed record Lease(ReplicaEntry Entry, DateTimeOffset Until, long ReadTo);
}
