namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryTasks(MemoryState state) : ITaskStore
{
    public Task<int> AddAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var league = state.Find_NeedsLock(leagueId);
            LedgerGuard.Check(league.Entry, tasks);
            return Task.FromResult(league.Entry.Phase == LeaguePhase.Stopped ? 0 : tasks.Count(task => state.Add_NeedsLock(league, task)));
        }
    }

    public Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        string leagueId, string session, int max, IReadOnlyCollection<int> absentAgents, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (!state.Leagues.TryGetValue(leagueId, out var league) || league.Entry.Phase == LeaguePhase.Paused)
                return Task.FromResult<IReadOnlyList<ClaimedTask>>([]);
            var claimed = new List<ClaimedTask>();
            foreach (var task in league.Pending.Values.Where(t => !t.Task.Seats.Any(absentAgents.Contains)).Take(max).ToArray())
            {
                league.Pending.Remove(task.Task.Index);
                task.Session = session;
                task.Attempt++;
                claimed.Add(new ClaimedTask(task.Id, task.Task.Index, task.Task.Seats, task.Task.Seed, task.Attempt));
            }

            return Task.FromResult<IReadOnlyList<ClaimedTask>>(claimed);
        }
    }

    public Task<IReadOnlyCollection<string>> ReleaseAsync(
        string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(Release_NeedsLock(session, taskIds ?? state.Tasks.Keys));
    }

    public Task<IReadOnlyCollection<string>> ReleaseAllButAsync(
        string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(Release_NeedsLock(session, state.Tasks.Keys.Except(kept)));
    }

    public Task<IReadOnlyList<HeldTasks>> ListHeldAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<HeldTasks>>([.. state.Tasks.Values
                .Where(t => t.Session is not null)
                .GroupBy(t => (t.Session, t.League.Entry.Id))
                .Select(g => new HeldTasks(g.Key.Session!, g.Key.Id, g.Count()))]);
        }
    }

    private IReadOnlyCollection<string> Release_NeedsLock(string session, IEnumerable<long> taskIds)
    {
        var leagues = new HashSet<string>();
        foreach (var task in taskIds.Select(id => state.Tasks.GetValueOrDefault(id)))
        {
            if (task?.Session != session)
                continue;
            task.Session = null;
            task.League.Pending.Add(task.Task.Index, task);
            leagues.Add(task.League.Entry.Id);
        }

        return leagues;
    }
}
