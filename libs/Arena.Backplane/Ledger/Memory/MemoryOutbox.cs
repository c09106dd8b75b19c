namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryOutbox(MemoryState state, MemoryReplicas replicas) : IOutbox
{
    public Task<IReadOnlyList<LedgerEvent>> ReadAsync(long after, int max, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<LedgerEvent>>([.. state.Outbox.Where(e => e.Id > after).Take(max)]);
    }

    public Task AcknowledgeAsync(string replica, long upToId, int keep, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var everybodys = Math.Min(replicas.Read_NeedsLock(replica, upToId), state.LastEvent - keep);
            while (state.Outbox.TryPeek(out var oldest) && oldest.Id <= everybodys)
                state.Outbox.Dequeue();
        }

        return Task.CompletedTask;
    }
}
