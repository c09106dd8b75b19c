using System.Runtime.CompilerServices;

namespace Arena.Backplane.Ledger.Memory;

/// <summary>The ledger without a database: the same decisions under one lock, gone with the process.</summary>
public sealed partial class MemoryLedger(TimeProvider time) : ILedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, League> _leagues = [];
    private readonly Dictionary<long, TaskState> _tasks = [];
    private readonly List<LedgerResult> _results = [];
    private readonly Dictionary<(long Task, string Node), Verification> _verifications = [];
    private readonly Queue<LedgerEvent> _outbox = [];
    private long _eventId;
    private byte[] _head = ResultChain.Genesis;

    public LedgerStore Store { get; } = new("memory", Durable: false, "in memory: results are gone when the process ends");

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<LeagueEntry> CreateLeagueAsync(NewLeague league, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_leagues.TryGetValue(league.Id, out var existing))
                return Task.FromResult(existing.Entry);
            var entry = new LeagueEntry(
                league.Id, league.Name, league.Game, league.Seed, league.Document, league.Matches, league.TraceParent, league.CreatedAt, CompletedAt: null, Forfeited: 0);
            var created = new League(entry);
            foreach (var task in league.Tasks)
                Add_NeedsLock(created, task);
            _leagues.Add(league.Id, created);
            AppendEvent_NeedsLock(LedgerEventKind.LeagueCreated, league.Id, result: null);
            return Task.FromResult(entry);
        }
    }

    public Task<int> AddTasksAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var league = Find_NeedsLock(leagueId);
            LedgerGuard.CheckIndexes(league.Entry, tasks);
            if (league.Entry.Phase == LeaguePhase.Stopped)
                return Task.FromResult(0);
            return Task.FromResult(tasks.Count(task => Add_NeedsLock(league, task)));
        }
    }

    public Task<IReadOnlyList<LeagueEntry>> ListLeaguesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<LeagueEntry>>([.. _leagues.Values.Select(l => l.Entry).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id, StringComparer.Ordinal)]);
    }

    public Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        string leagueId, string session, int max, IReadOnlyCollection<int> absentAgents, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var league = _leagues[leagueId];
            if (league.Entry.Phase == LeaguePhase.Paused)
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

    public Task<IReadOnlyCollection<string>> ReleaseAsync(string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(Release_NeedsLock(session, taskIds ?? _tasks.Keys));
    }

    public Task<IReadOnlyCollection<string>> ReleaseAllButAsync(string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(Release_NeedsLock(session, _tasks.Keys.Except(kept)));
    }

    private IReadOnlyCollection<string> Release_NeedsLock(string session, IEnumerable<long> taskIds)
    {
        var leagues = new HashSet<string>();
        foreach (var task in taskIds.Select(id => _tasks.GetValueOrDefault(id)))
        {
            if (task?.Session != session)
                continue;
            task.Session = null;
            task.League.Pending.Add(task.Task.Index, task);
            leagues.Add(task.League.Entry.Id);
        }

        return leagues;
    }

    public Task<IReadOnlyList<HeldTasks>> ListHeldAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<HeldTasks>>([.. _tasks.Values
                .Where(t => t.Session is not null)
                .GroupBy(t => (t.Session, t.League.Entry.Id))
                .Select(g => new HeldTasks(g.Key.Session!, g.Key.Id, g.Count()))]);
        }
    }

    public Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<RecordOutcome>>([.. results.Select(Record_NeedsLock)]);
    }

    public async IAsyncEnumerable<LedgerResult> ReadResultsAsync(
        string? leagueId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LedgerResult[] snapshot;
        lock (_lock)
            snapshot = [.. _results.Skip((int)Math.Min(after, int.MaxValue)).Where(r => leagueId is null || r.Result.LeagueId == leagueId)];
        foreach (var result in snapshot)
            yield return result;
        await Task.CompletedTask;
    }

    public Task<RecordedMatch?> FindMatchAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var found = _results.FirstOrDefault(r => r.Result.LeagueId == leagueId && r.Result.Index == index);
            return Task.FromResult(found is null ? null : new RecordedMatch(found, _tasks[found.Result.TaskId].Task.Seats, _tasks[found.Result.TaskId].Task.Seed));
        }
    }

    public Task RecordVerificationAsync(Verification verification, CancellationToken cancellationToken)
    {
        lock (_lock)
            _verifications.TryAdd((verification.TaskId, verification.Node), verification);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Verification>> ListVerificationsAsync(string? leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<Verification>>([.. _verifications.Values.Where(v => leagueId is null || v.LeagueId == leagueId)]);
    }

    public Task AddRatingsAsync(string leagueId, IReadOnlyCollection<RoundRating> ratings, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var kept = Find_NeedsLock(leagueId).Ratings;
            foreach (var rating in ratings)
                kept.TryAdd((rating.Round.Number, rating.Agent), rating);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RoundRating>> ListRatingsAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<RoundRating>>(_leagues.TryGetValue(leagueId, out var league) ? [.. league.Ratings.Values] : []);
    }

    public Task<int> LastRatedRoundAsync(string leagueId, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_leagues.TryGetValue(leagueId, out var league) && league.Ratings.Count > 0 ? league.Ratings.Keys[^1].Round : 0);
    }

    public Task<IReadOnlyList<LedgerEvent>> ReadOutboxAsync(int max, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<LedgerEvent>>([.. _outbox.Take(max)]);
    }

    public Task AcknowledgeOutboxAsync(long upToId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            while (_outbox.TryPeek(out var oldest) && oldest.Id <= upToId)
                _outbox.Dequeue();
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private League Find_NeedsLock(string leagueId) =>
        _leagues.GetValueOrDefault(leagueId) ?? throw new KeyNotFoundException($"The ledger has no league '{leagueId}'.");

    private bool Add_NeedsLock(League league, NewTask task)
    {
        if (!league.Known.Add(task.Index))
            return false;
        var state = new TaskState(_tasks.Count + 1, league, task);
        _tasks.Add(state.Id, state);
        league.Pending.Add(task.Index, state);
        return true;
    }

    private RecordOutcome Record_NeedsLock(NewResult result)
    {
        if (!_tasks.TryGetValue(result.TaskId, out var task) || task.League.Entry.Id != result.LeagueId || task.Task.Index != result.Index)
            return RecordOutcome.UnknownTask;
        if (task.Completed)
            return RecordOutcome.Duplicate;
        if (task.League.Entry.Phase == LeaguePhase.Stopped)
            return RecordOutcome.Withdrawn;
        task.Completed = true;
        task.Session = null;
        task.League.Pending.Remove(task.Task.Index);
        task.League.Closed++;
        _head = ResultChain.Next(_head, ResultChain.Digest(result));
        var recorded = new LedgerResult(_results.Count + 1, result, _head);
        _results.Add(recorded);
        AppendEvent_NeedsLock(LedgerEventKind.ResultRecorded, result.LeagueId, recorded);
        return RecordOutcome.Recorded;
    }

    private void AppendEvent_NeedsLock(LedgerEventKind kind, string leagueId, LedgerResult? result) =>
        _outbox.Enqueue(new LedgerEvent(++_eventId, kind, leagueId, result));

    private sealed class League(LeagueEntry entry)
    {
        public LeagueEntry Entry { get; set; } = entry;

        /// <summary>By schedule index.</summary>
        public SortedDictionary<int, TaskState> Pending { get; } = [];

        /// <summary>The indexes that have a task.</summary>
        public HashSet<int> Known { get; } = [];

        public int Closed { get; set; }

        /// <summary>By round and agent.</summary>
        public SortedList<(int Round, int Agent), RoundRating> Ratings { get; } = [];
    }

    private sealed class TaskState(long id, League league, NewTask task)
    {
        public long Id => id;

        public League League => league;

        public NewTask Task => task;

        public string? Session { get; set; }

        public int Attempt { get; set; }

        public bool Completed { get; set; }
    }
}
