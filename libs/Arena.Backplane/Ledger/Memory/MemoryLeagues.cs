namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryLeagues(MemoryState state, MemoryTenants tenants, TimeProvider time) : ILeagueStore
{
    public Task<LeagueEntry> CreateAsync(NewLeague league, Requester by, CancellationToken cancellationToken)
    {
        NewTask[] tasks = [.. LedgerGuard.TasksOf(league)];
        lock (state.Lock)
        {
            if (state.Leagues.TryGetValue(league.Id, out var existing))
                return Task.FromResult(existing.Entry);
            Check_NeedsLock(league);
            var created = new MemoryLeague(new LeagueEntry(
                league.Id, league.Name, league.Game, league.Seed, league.Document, league.Matches, league.TraceParent,
                LedgerTime.ToMicrosecond(league.CreatedAt), CompletedAt: null, Forfeited: 0));
            foreach (var task in tasks)
                state.Add_NeedsLock(created, task);
            state.Leagues.Add(league.Id, created);
            var digest = LeagueChain.Digest(created.Entry);
            state.Chain.Add(new LeagueLink(state.Leagues.Count, league.Id, digest, state.Next_NeedsLock(digest)));
            state.AppendEvent_NeedsLock(LedgerEventKind.LeagueCreated, league.Id, result: null);
            state.AppendAudit_NeedsLock(by, AuditChange.OfLeague("start", league.Id, before: null, created.Entry.Phase));
            return Task.FromResult(created.Entry);
        }
    }

    public Task<IReadOnlyList<LeagueEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<LeagueEntry>>(
                [.. state.Leagues.Values.Select(l => l.Entry).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id, StringComparer.Ordinal)]);
        }
    }

    public Task<LeagueEntry?> FindAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult(state.Leagues.GetValueOrDefault(leagueId)?.Entry);
    }

    public Task<LeagueEntry> CompleteAsync(string leagueId, Grant grant, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            state.Check_NeedsLock(grant);
            var league = state.Find_NeedsLock(leagueId);
            var isWhole = !league.Entry.HasEnded && league.Closed == league.Entry.Matches;
            return Task.FromResult(!isWhole ? league.Entry : Change_NeedsLock(league, LedgerEventKind.LeagueCompleted, league.Entry with
            {
                CompletedAt = time.GetUtcNow(), PausedAt = null, Forfeited = Forfeited_NeedsLock(leagueId),
            }));
        }
    }

    public Task<LeagueEntry> PauseAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var league = Find_NeedsLock(leagueId, version);
            return Task.FromResult(league.Entry.Phase != LeaguePhase.Running
                ? league.Entry
                : Change_NeedsLock(
                    league, LedgerEventKind.LeaguePaused, league.Entry with { PausedAt = time.GetUtcNow() }, by, "pause"));
        }
    }

    public Task<LeagueEntry> ResumeAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var league = Find_NeedsLock(leagueId, version);
            return Task.FromResult(league.Entry.Phase != LeaguePhase.Paused
                ? league.Entry
                : Change_NeedsLock(
                    league, LedgerEventKind.LeagueResumed, league.Entry with { PausedAt = null }, by, "resume"));
        }
    }

    public Task<LeagueEntry> StopAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var league = Find_NeedsLock(leagueId, version);
            if (league.Entry.HasEnded)
                return Task.FromResult(league.Entry);
            league.Pending.Clear();
            foreach (var task in state.Tasks.Values.Where(t => t.League == league))
                task.Session = null;
            var stopped = league.Entry with
            {
                StoppedAt = time.GetUtcNow(),
                PausedAt = null,
                PlayedWhenStopped = league.Closed,
                Forfeited = Forfeited_NeedsLock(leagueId),
            };
            return Task.FromResult(Change_NeedsLock(league, LedgerEventKind.LeagueStopped, stopped, by, "stop"));
        }
    }

    private LeagueEntry Change_NeedsLock(
        MemoryLeague league, LedgerEventKind kind, LeagueEntry entry, Requester by, string what)
    {
        state.AppendAudit_NeedsLock(by, AuditChange.OfLeague(what, entry.Id, league.Entry.Phase, entry.Phase));
        return Change_NeedsLock(league, kind, entry);
    }

    private LeagueEntry Change_NeedsLock(MemoryLeague league, LedgerEventKind kind, LeagueEntry entry)
    {
        league.Entry = entry with { Version = entry.Version + 1 };
        state.AppendEvent_NeedsLock(kind, entry.Id, result: null);
        return league.Entry;
    }

    private void Check_NeedsLock(NewLeague league)
    {
        var tenant = TenantEntry.OfLeague(league.Id);
        var open = state.Leagues.Values.Where(other => !other.Entry.HasEnded && TenantEntry.OfLeague(other.Entry.Id) == tenant).ToArray();
        var waiting = open.Sum(other => (long)other.Entry.Matches - other.Closed);
        if (tenants.QuotasOf_NeedsLock(tenant).CheckLeague(tenant, open.Length, waiting, league.Matches) is { } exceeded)
            throw exceeded;
    }

    private MemoryLeague Find_NeedsLock(string leagueId, long? version)
    {
        var league = state.Find_NeedsLock(leagueId);
        if (version is { } wanted && league.Entry.Version != wanted)
            throw new StaleVersionException(league.Entry, wanted);
        return league;
    }

    private int Forfeited_NeedsLock(string leagueId) =>
        state.Results.Count(r => r.Result.LeagueId == leagueId && r.Result.Match.Reason is not null);
}
