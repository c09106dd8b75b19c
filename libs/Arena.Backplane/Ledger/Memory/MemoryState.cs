namespace Arena.Backplane.Ledger.Memory;

/// <summary>
/// What the ports of a ledger in memory share. Whoever holds <see cref="Lock"/> has all of it, so changes are atomic across ports.
/// </summary>
internal sealed class MemoryState(TimeProvider time)
{
    private long _eventId;

    public Lock Lock { get; } = new();

    public Dictionary<string, MemoryLeague> Leagues { get; } = [];

    /// <summary>By id, from 1 without gaps.</summary>
    public Dictionary<long, MemoryTask> Tasks { get; } = [];

    /// <summary>In chain order.</summary>
    public List<LedgerResult> Results { get; } = [];

    /// <summary>Results and leagues.</summary>
    public List<ChainLink> Chain { get; } = [];

    /// <summary>The oldest first.</summary>
    public Queue<LedgerEvent> Outbox { get; } = [];

    /// <summary>In its order.</summary>
    public List<AuditRecord> Audit { get; } = [];

    /// <summary>The id of the newest event that there was.</summary>
    public long LastEvent => _eventId;

    public Dictionary<string, SessionEntry> Sessions { get; } = [];

    public Dictionary<string, Grant> Scopes { get; } = [];

    /// <summary>Whether a session is a replica's.</summary>
    public bool IsOf_NeedsLock(string session, string replica) => Sessions.GetValueOrDefault(session)?.Replica == replica;

    /// <exception cref="StaleGrantException">Somebody else has the scope.</exception>
    public void Check_NeedsLock(Grant grant)
    {
        if (Scopes.GetValueOrDefault(grant.Scope) != grant)
            throw new StaleGrantException(grant);
    }

    /// <summary>Makes tasks of a session pending again. Returns the leagues concerned.</summary>
    public IReadOnlyCollection<string> Release_NeedsLock(string session, Func<MemoryTask, bool> isWanted)
    {
        var leagues = new HashSet<string>();
        foreach (var task in Tasks.Values.Where(task => task.Session == session && isWanted(task)))
        {
            task.Session = null;
            task.League.Pending.Add(task.Task.Index, task);
            leagues.Add(task.League.Entry.Id);
        }

        return leagues;
    }

    public MemoryLeague Find_NeedsLock(string leagueId) =>
        Leagues.GetValueOrDefault(leagueId) ?? throw new KeyNotFoundException($"The ledger has no league '{leagueId}'.");

    /// <summary>The chain's hash after an entry with this digest.</summary>
    public byte[] Next_NeedsLock(byte[] digest) => ResultChain.Next(Chain.Count == 0 ? ResultChain.Genesis : Chain[^1].Hash, digest);

    /// <summary>False when the league has a task of this index.</summary>
    public bool Add_NeedsLock(MemoryLeague league, NewTask task)
    {
        if (!league.Known.Add(task.Index))
            return false;
        var state = new MemoryTask(Tasks.Count + 1, league, task);
        Tasks.Add(state.Id, state);
        league.Pending.Add(task.Index, state);
        return true;
    }

    public void AppendEvent_NeedsLock(LedgerEventKind kind, string leagueId, LedgerResult? result) =>
        Outbox.Enqueue(new LedgerEvent(++_eventId, kind, leagueId, result));

    public AuditRecord AppendAudit_NeedsLock(Requester by, AuditChange change)
    {
        var (sequence, at) = (Audit.Count + 1, LedgerTime.ToMicrosecond(time.GetUtcNow()));
        var before = Audit.Count == 0 ? ResultChain.Genesis : Audit[^1].Hash;
        var record = new AuditRecord(
            sequence, at, by, change, ResultChain.Next(before, AuditChain.Digest(sequence, at, by, change)));
        Audit.Add(record);
        return record;
    }
}
