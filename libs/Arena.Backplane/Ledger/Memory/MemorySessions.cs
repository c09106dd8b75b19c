namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemorySessions(MemoryState state, MemoryReplicas replicas) : ISessionStore
{
    public Task<OpenedSession> OpenAsync(
        SessionEntry session, IReadOnlyCollection<long> held, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var former = state.Sessions.GetValueOrDefault(session.Id);
            var resumed = former is not null;
            state.Sessions[session.Id] = session;
            var released = state.Release_NeedsLock(session.Id, task => !resumed || !held.Contains(task.Id));
            HeldTasks[] kept =
            [
                .. state.Tasks.Values.Where(task => task.Session == session.Id).CountBy(task => task.League.Entry.Id)
                    .Select(league => new HeldTasks(league.Key, league.Value)),
            ];
            return Task.FromResult(new OpenedSession(resumed, kept, released, former?.Status ?? []));
        }
    }

    public Task<IReadOnlyCollection<string>> CloseAsync(string session, string replica, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(state.IsOf_NeedsLock(session, replica) ? Forget_NeedsLock(session) : []);
    }

    public Task ReportAsync(string replica, IReadOnlyDictionary<string, byte[]> statuses, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            foreach (var (session, status) in statuses.Where(said => state.IsOf_NeedsLock(said.Key, replica)))
                state.Sessions[session] = state.Sessions[session] with { Status = status };
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SessionEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<SessionEntry>>([.. state.Sessions.Values.OrderBy(s => s.Id, StringComparer.Ordinal)]);
    }

    public Task<IReadOnlyCollection<string>> SweepAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var released = new HashSet<string>();
            foreach (var session in state.Sessions.Values.Where(s => !replicas.HasLease_NeedsLock(s.Replica, patience)).ToArray())
                released.UnionWith(Forget_NeedsLock(session.Id));
            return Task.FromResult<IReadOnlyCollection<string>>(released);
        }
    }

    private IReadOnlyCollection<string> Forget_NeedsLock(string session)
    {
        state.Sessions.Remove(session);
        return state.Release_NeedsLock(session, _ => true);
    }
}
