namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryRechecks(MemoryState state) : IRecheckStore
{
    private readonly HashSet<(long Task, string Node)> _said = [];
    private readonly List<RecheckFinding> _findings = [];

    public Task RecordAsync(RecheckFinding finding, Grant grant, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            state.Check_NeedsLock(grant);
            if (!_said.Add((finding.TaskId, finding.Node)))
                return Task.CompletedTask;
            _findings.Add(finding);
            state.AppendEvent_NeedsLock(LedgerEventKind.Rechecked, finding.LeagueId, result: null);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RecheckFinding>> ListAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<RecheckFinding>>([.. _findings.Where(r => r.LeagueId == leagueId)]);
    }
}
