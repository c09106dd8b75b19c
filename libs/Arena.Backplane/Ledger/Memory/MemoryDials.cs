namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryDials(MemoryState state, TimeProvider time) : IDialStore
{
    private readonly List<DialEntry> _epochs = [];

    public Task<DialEntry> AppendAsync(NewDialEpoch dials, long current, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (current != _epochs.Count)
                throw new StaleDialsException(_epochs.Count, current);
            var entry = new DialEntry(current + 1, dials.After.ToJson(), LedgerTime.ToMicrosecond(time.GetUtcNow()), by);
            _epochs.Add(entry);
            foreach (var change in AuditChange.OfDials(dials))
                state.AppendAudit_NeedsLock(by, change);
            return Task.FromResult(entry);
        }
    }

    public Task<IReadOnlyList<DialEntry>> HistoryAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<DialEntry>>(
                [.. _epochs.Where(epoch => before is null || epoch.Number < before).Reverse().Take(limit)]);
        }
    }
}
