using System.Runtime.CompilerServices;
using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryResults(MemoryState state) : IResultStore
{
    public Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<RecordOutcome>>([.. results.Select(Record_NeedsLock)]);
    }

    public async IAsyncEnumerable<LedgerResult> ReadAsync(string leagueId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var result in Snapshot().Where(r => r.Result.LeagueId == leagueId))
            yield return result.WithoutEvidence();
        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<LedgerResult>> ReadAsync(string leagueId, long after, int max, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LedgerResult>>(
        [
            .. Snapshot().Where(r => r.Result.LeagueId == leagueId && r.Sequence > after).Take(max).Select(r => r.WithoutEvidence()),
        ]);

    public Task<IReadOnlyList<int>> PlayedInAsync(string leagueId, long epoch, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>(
        [
            .. Snapshot().Select(r => r.Result).Where(r => r.LeagueId == leagueId && r.Match.Epoch == epoch && r.Match.Seal.Length > 0)
                .Select(r => r.Index).Order(),
        ]);

    public Task<RecordedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (state.Results.FirstOrDefault(r => r.Result.LeagueId == leagueId && r.Result.Index == index) is not { } found)
                return Task.FromResult<RecordedMatch?>(null);
            var task = state.Tasks[found.Result.TaskId].Task;
            return Task.FromResult<RecordedMatch?>(new RecordedMatch(found, task.Seats, task.Seed));
        }
    }

    private LedgerResult[] Snapshot()
    {
        lock (state.Lock)
            return [.. state.Results];
    }

    private RecordOutcome Record_NeedsLock(NewResult result)
    {
        if (!LedgerGuard.CanHold(result))
            return RecordOutcome.Refused;
        if (!state.Tasks.TryGetValue(result.TaskId, out var task))
            return RecordOutcome.UnknownTask;
        if (task.League.Entry.Id != result.LeagueId || task.Task.Index != result.Index)
            return RecordOutcome.UnknownTask;
        if (task.Completed)
            return RecordOutcome.Duplicate;
        if (task.League.Entry.Phase == LeaguePhase.Stopped)
            return RecordOutcome.Withdrawn;
        result = result with { RecordedAt = LedgerTime.ToMicrosecond(result.RecordedAt) };
        task.Completed = true;
        task.Session = null;
        task.League.Pending.Remove(task.Task.Index);
        task.League.Closed++;
        var digest = ResultContent.WithTask(ResultChain.Digest(result), task.Task.Seats, task.Task.Seed);
        var recorded = new LedgerResult(state.Results.Count + 1, result, state.Next_NeedsLock(digest));
        state.Results.Add(recorded);
        state.Chain.Add(new ResultLink(recorded.Sequence, task.Id, digest, recorded.Hash));
        state.AppendEvent_NeedsLock(LedgerEventKind.ResultRecorded, result.LeagueId, recorded.WithoutEvidence());
        return RecordOutcome.Recorded;
    }
}
