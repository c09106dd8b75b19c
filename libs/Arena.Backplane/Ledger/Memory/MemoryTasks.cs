namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryTasks(MemoryState state) : ITaskStore
{
    public Task<int> AddAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, Grant grant, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var league = state.Find_NeedsLock(leagueId);
            state.Check_NeedsLock(grant);
            LedgerGuard.Check(league.Entry, tasks);
            return Task.FromResult(league.Entry.Phase == LeaguePhase.Stopped ? 0 : tasks.Count(task => state.Add_NeedsLock(league, task)));
        }
    }

    public Task<IReadOnlyList<ClaimedTask>?> ClaimAsync(TaskClaim claim, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(state.IsOf_NeedsLock(claim.Session, claim.Replica) ? Claim_NeedsLock(claim) : null);
    }

    public Task<IReadOnlyList<TaskEntry>> ListAsync(
        string leagueId, TaskPhase? phase, int after, int max, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<TaskEntry>>(
            [
                .. state.Tasks.Values.Where(task => task.League.Entry.Id == leagueId && task.Task.Index > after)
                    .Where(task => phase is null || task.Phase == phase).OrderBy(task => task.Task.Index).Take(max)
                    .Select(task => new TaskEntry(task.Id, task.Task, task.Phase, task.Session, task.Attempt)),
            ]);
        }
    }

    public Task<IReadOnlyCollection<string>> ReleaseAsync(
        string session, string replica, IReadOnlyCollection<long> taskIds, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult(state.IsOf_NeedsLock(session, replica)
                ? state.Release_NeedsLock(session, task => taskIds.Contains(task.Id))
                : []);
        }
    }

    private IReadOnlyList<ClaimedTask> Claim_NeedsLock(TaskClaim claim)
    {
        if (!state.Leagues.TryGetValue(claim.LeagueId, out var league) || league.Entry.Phase == LeaguePhase.Paused)
            return [];
        var max = claim.Max;
        if (claim.MostHeld is { } most)
            max = Math.Min(max, most - state.Tasks.Values.Count(task => task.League == league && task.Session is not null));
        var claimed = new List<ClaimedTask>();
        foreach (var task in league.Pending.Values.Where(t => !t.Task.Seats.Any(claim.AbsentAgents.Contains)).Take(max).ToArray())
        {
            league.Pending.Remove(task.Task.Index);
            task.Session = claim.Session;
            task.Attempt++;
            claimed.Add(new ClaimedTask(task.Id, task.Task.Index, task.Task.Seats, task.Task.Seed, task.Attempt));
        }

        return claimed;
    }
}
