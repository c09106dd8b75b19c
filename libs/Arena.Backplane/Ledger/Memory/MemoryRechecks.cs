namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryRechecks(MemoryState state) : IRecheckStore
{
    private readonly HashSet<(long Task, string Node)> _said = [];
    private readonly List<Verification> _rechecks = [];

    public Task RecordAsync(Verification recheck, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_said.Add((recheck.TaskId, recheck.Node)))
                _rechecks.Add(recheck);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Verification>> ListAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<Verification>>([.. _rechecks.Where(r => r.LeagueId == leagueId)]);
    }
}
