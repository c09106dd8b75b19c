namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryAudit(MemoryState state) : IAuditTrail
{
    public static AuditHead Head_NeedsLock(MemoryState state) =>
        new(state.Audit.Count, state.Audit.Count == 0 ? ResultChain.Genesis : state.Audit[^1].Hash);

    public static AuditLink LinkOf(AuditRecord record) =>
        new(record.Sequence, AuditChain.Digest(record.Sequence, record.At, record.By, record.Change), record.Hash);

    public Task<AuditRecord> AppendAsync(Requester by, AuditChange change, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(state.AppendAudit_NeedsLock(by, change));
    }

    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var wanted = state.Audit.AsEnumerable().Reverse()
                .Where(record => query.Before is not { } before || record.Sequence < before)
                .Where(record => query.Subject is not { } subject || record.Change.Subject == subject)
                .Where(record => query.Tenant is not { } tenant || record.Change.Tenant == tenant);
            return Task.FromResult<IReadOnlyList<AuditRecord>>([.. wanted.Take(query.Limit)]);
        }
    }

    public Task<AuditHead?> HeadAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<AuditHead?>(Head_NeedsLock(state));
    }
}
