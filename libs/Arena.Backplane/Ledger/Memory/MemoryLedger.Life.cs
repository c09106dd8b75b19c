namespace Arena.Backplane.Ledger.Memory;

public sealed partial class MemoryLedger
{
    public Task<LeagueEntry> CompleteLeagueAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var league = Find_NeedsLock(leagueId);
            var isWhole = !league.Entry.HasEnded && league.Closed == league.Entry.Matches;
            return Task.FromResult(!isWhole ? league.Entry : Change_NeedsLock(league, LedgerEventKind.LeagueCompleted, league.Entry with
            {
                CompletedAt = time.GetUtcNow(), PausedAt = null, Forfeited = Forfeited_NeedsLock(leagueId),
            }));
        }
    }

    public Task<LeagueEntry> PauseLeagueAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var league = Find_NeedsLock(leagueId);
            return Task.FromResult(league.Entry.Phase != LeaguePhase.Running
                ? league.Entry
                : Change_NeedsLock(league, LedgerEventKind.LeaguePaused, league.Entry with { PausedAt = time.GetUtcNow() }));
        }
    }

    public Task<LeagueEntry> ResumeLeagueAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var league = Find_NeedsLock(leagueId);
            return Task.FromResult(league.Entry.Phase != LeaguePhase.Paused
                ? league.Entry
                : Change_NeedsLock(league, LedgerEventKind.LeagueResumed, league.Entry with { PausedAt = null }));
        }
    }

    public Task<LeagueEntry> StopLeagueAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var league = Find_NeedsLock(leagueId);
            if (league.Entry.HasEnded)
                return Task.FromResult(league.Entry);
            league.Pending.Clear();
            foreach (var task in _tasks.Values.Where(t => t.League == league))
                task.Session = null;
            return Task.FromResult(Change_NeedsLock(league, LedgerEventKind.LeagueStopped, league.Entry with
            {
                StoppedAt = time.GetUtcNow(), PausedAt = null, PlayedWhenStopped = league.Closed, Forfeited = Forfeited_NeedsLock(leagueId),
            }));
        }
    }

    private LeagueEntry Change_NeedsLock(League league, LedgerEventKind kind, LeagueEntry entry)
    {
        league.Entry = entry;
        AppendEvent_NeedsLock(kind, entry.Id, result: null);
        return entry;
    }

    private int Forfeited_NeedsLock(string leagueId) =>
        _results.Count(r => r.Result.LeagueId == leagueId && r.Result.Reason is not null);
}
