using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryCheckpoints(MemoryState state, TimeProvider time) : ICheckpointStore
{
    private readonly List<StoredCheckpoint> _checkpoints = [];
    private readonly List<StoredKey> _keys = [];
    private readonly Dictionary<Subtree, byte[]> _parts = [];

    public Task<StoredCheckpoint?> LastAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(_checkpoints.LastOrDefault());
    }

    // There is no other replica: whoever wants one makes it.
    public Task WantAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<StoredCheckpoint?> FindAsync(long size, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(_checkpoints.Find(checkpoint => checkpoint.Size == size));
    }

    public Task<IReadOnlyList<StoredCheckpoint>> ListAsync(long before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<StoredCheckpoint>>(
                [.. _checkpoints.AsEnumerable().Reverse().Where(checkpoint => checkpoint.Number < before).Take(limit)]);
        }
    }

    public Task AddAsync(
        StoredCheckpoint checkpoint, IReadOnlyCollection<KeyValuePair<Subtree, byte[]>> parts, Grant grant,
        CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            state.Check_NeedsLock(grant);
            _checkpoints.Add(checkpoint);
            foreach (var (part, hash) in parts)
                _parts.TryAdd(part, hash);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<Subtree, byte[]>> PartsAsync(
        IReadOnlyCollection<Subtree> parts, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyDictionary<Subtree, byte[]>>(
                parts.Distinct().Where(_parts.ContainsKey).ToDictionary(part => part, part => _parts[part]));
        }
    }

    public Task<IReadOnlyList<StoredKey>> KeysAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<StoredKey>>([.. _keys]);
    }

    public Task AddKeyAsync(NewKey key, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_keys.Exists(known => known.Public == key.Public))
                return Task.CompletedTask;
            _keys.Add(new StoredKey(key.Public, key.Secret, LedgerTime.ToMicrosecond(time.GetUtcNow())));
            state.AppendAudit_NeedsLock(by, key.Change);
        }

        return Task.CompletedTask;
    }
}
