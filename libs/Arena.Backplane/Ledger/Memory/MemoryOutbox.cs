namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryOutbox(MemoryState state) : IOutbox
{
    public Task<IReadOnlyList<LedgerEvent>> ReadAsync(int max, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<LedgerEvent>>([.. state.Outbox.Take(max)]);
    }

    public Task AcknowledgeAsync(long upToId, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            while (state.Outbox.TryPeek(out var oldest) && oldest.Id <= upToId)
                state.Outbox.Dequeue();
        }

        return Task.CompletedTask;
    }
}
