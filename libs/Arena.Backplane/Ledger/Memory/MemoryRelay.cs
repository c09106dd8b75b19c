namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryRelay(MemoryState state, MemoryReplicas replicas) : IRelay
{
    private readonly Dictionary<string, List<RelayedMessage>> _posted = new(StringComparer.Ordinal);

    public Task PostAsync(string replica, IReadOnlyCollection<RelayedMessage> messages, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (!replicas.HasLease_NeedsLock(replica))
                return Task.CompletedTask;
            if (!_posted.TryGetValue(replica, out var posted))
                _posted[replica] = posted = [];
            posted.AddRange(messages);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RelayedMessage>> TakeAsync(string replica, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<RelayedMessage>>(_posted.Remove(replica, out var posted) ? posted : []);
    }
}
