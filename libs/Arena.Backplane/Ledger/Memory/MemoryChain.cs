using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryChain(MemoryState state) : IChain
{
    private readonly string _id = Guid.NewGuid().ToString("n");

    public Task<ChainHead?> HeadAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<ChainHead?>(Head_NeedsLock());
    }

    public Task<bool> HasAsync(ChainHead head, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var isEmpty = head is { Results: 0, Leagues: 0 } && head.Hash.AsSpan().SequenceEqual(ResultChain.Genesis);
            var has = isEmpty || state.Chain.Exists(link => link.Hash.AsSpan().SequenceEqual(head.Hash));
            return Task.FromResult(head.Ledger == _id && has);
        }
    }

    public Task<ChainTail> ReadAsync(long from, long count, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            ChainLink[] links = [.. state.Chain.Skip((int)from).Take((int)Math.Min(count, state.Chain.Count))];
            return Task.FromResult(new ChainTail(Head_NeedsLock(), MemoryAudit.Head_NeedsLock(state), links.ToAsyncEnumerable()));
        }
    }

    public Task<ChainedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (state.Results.FirstOrDefault(r => r.Result.LeagueId == leagueId && r.Result.Index == index) is not { } found)
                return Task.FromResult<ChainedMatch?>(null);
            var task = state.Tasks[found.Result.TaskId].Task;
            return Task.FromResult<ChainedMatch?>(new ChainedMatch(
                state.Chain.FindIndex(link => link is ResultLink result && result.Sequence == found.Sequence),
                ResultChain.ContentOf(found.Result, EvidenceBytes.Of(found.Result.Match)),
                ResultContent.TaskOf(task.Seats, task.Seed),
                state.Chain.FindIndex(link => link is LeagueLink league && league.Id == leagueId),
                LeagueChain.ContentOf(state.Leagues[leagueId].Entry)));
        }
    }

    public Task<ChainReading> ReadAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var results = state.Results.ToLookup(r => r.Result.LeagueId, r => r.Result.Match.Reason is not null);
            var tasks = state.Tasks.Values.ToLookup(t => t.League.Entry.Id, t => t.Completed);
            ChainLink[] links = [.. state.Chain];
            AuditLink[] audit = [.. state.Audit.Select(MemoryAudit.LinkOf)];
            return Task.FromResult(new ChainReading(
                Head_NeedsLock(),
                [.. state.Leagues.Values.Select(league => Count(league.Entry, tasks[league.Entry.Id], results[league.Entry.Id]))],
                links.ToAsyncEnumerable())
            {
                AuditHead = MemoryAudit.Head_NeedsLock(state),
                AuditLinks = audit.ToAsyncEnumerable(),
            });
        }
    }

    private static LeagueCount Count(LeagueEntry league, IEnumerable<bool> areCompleted, IEnumerable<bool> areForfeited) => new(
        league.Id, league, IsChained: true, areCompleted.Count(), areCompleted.Count(isSo => isSo), areForfeited.Count(),
        areForfeited.Count(isSo => isSo));

    private ChainHead Head_NeedsLock() => new(
        _id, state.Results.Count, state.Leagues.Count, state.Chain.Count == 0 ? ResultChain.Genesis : state.Chain[^1].Hash);
}
