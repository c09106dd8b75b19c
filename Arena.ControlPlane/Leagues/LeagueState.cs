using Arena.Backplane.Ledger;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Rechecks;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// What the ledger's events say of one league, kept for quick reading. Applying a result twice changes nothing.
/// Written by the projection alone; read by anyone.
/// </summary>
internal sealed class LeagueState
{
    private readonly Lock _lock = new();

    // Taken before the other, and held while a round is being paired, which takes a while.
    private readonly Lock _scheduleLock = new();
    private readonly Schedule _schedule;
    private readonly MatchOutcome?[] _outcomes;
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private LeagueEntry _entry;

    // It was stopped; it counts as that when all that was recorded before has come in.
    private LeagueEntry? _stopping;
    private readonly VerificationState _verification;
    private readonly NodeResults _nodeResults = new();
    private int _played;
    private int _known;
    private int _offered;
    private int _forfeited;
    private string _stalled = "";
    private TaskCompletionSource _changed = NewSignal();
    private readonly LeagueSnapshots _snapshots;

    public LeagueState(LeagueEntry entry, LeagueDefinition definition)
    {
        _snapshots = new LeagueSnapshots(Snapshot, () => Entry, TimeProvider.System);
        (_entry, Id, Definition) = (entry, entry.Id, definition);
        _outcomes = new MatchOutcome?[entry.Matches];
        _schedule = new Schedule(definition);
        _verification = new VerificationState(definition);
        _known = _offered = _schedule.Known; // the ledger has had the first round's tasks since the league began
        Bots = [.. Enumerable.Range(0, definition.Agents.Length).Where(i => definition.Agents[i].IsBot)];
    }

    public string Id { get; }

    public LeagueDefinition Definition { get; }

    /// <summary>The agents that are bots, by their position in the league.</summary>
    public IReadOnlyList<int> Bots { get; }

    public LeagueEntry Entry
    {
        get
        {
            lock (_lock)
                return _entry;
        }
    }

    /// <summary>Matches without a result.</summary>
    public int Remaining => _outcomes.Length - Volatile.Read(ref _played);

    /// <summary>Matches that are paired and have no result.</summary>
    public int Open => Volatile.Read(ref _known) - Volatile.Read(ref _played);

    /// <summary>Whether its tasks are to be handed out.</summary>
    public bool HandsOut
    {
        get
        {
            lock (_lock)
                return _stopping is null && _entry.Phase == LeaguePhase.Running;
        }
    }

    /// <summary>Whether it is completed or stopped.</summary>
    public bool Ended => Entry.HasEnded;

    /// <summary>Whether every match that was drawn to be played again has been, or cannot be.</summary>
    public bool Verified
    {
        get
        {
            lock (_lock)
                return _verification.Open.Count == 0;
        }
    }

    /// <summary>Takes results in, and pairs the next round when they complete one. Returns those that were new and are drawn to be played again.</summary>
    public IReadOnlyList<LedgerResult> Apply(IEnumerable<LedgerResult> results)
    {
        lock (_scheduleLock)
        {
            LedgerResult[] added;
            lock (_lock)
                added = [.. results.Where(r => Apply_NeedsLock(r.Result))];
            _schedule.Advance(index => _outcomes[index]);
            Volatile.Write(ref _known, _schedule.Known);
            lock (_lock)
            {
                foreach (var result in added)
                    AddToNode_NeedsLocks(result.Result);
                LedgerResult[] drawn = [.. added.Where(r => _verification.Draw(r, _schedule.At(r.Result.Index)))];
                Stop_NeedsLock();
                Changed_NeedsLock();
                return drawn;
            }
        }
    }

    /// <summary>What another node found of a match.</summary>
    /// <param name="verification">What it found.</param>
    /// <param name="closed">Whether nobody else is asked.</param>
    public void Apply(Verification verification, bool closed)
    {
        lock (_lock)
        {
            _verification.Add(verification, closed);
            Changed_NeedsLock();
        }
    }

    /// <summary>The results that wait to be played again, with what was found of them so far.</summary>
    public IReadOnlyList<(LedgerResult Result, IReadOnlyList<Verification> Found)> ToVerify()
    {
        lock (_lock)
            return [.. _verification.Open.Select(r => (r, (IReadOnlyList<Verification>)[.. _verification.Of(r.Result.Index)]))];
    }

    /// <summary>The last that was found of a match on which nodes differ.</summary>
    public Verification Disputes(int index)
    {
        lock (_lock)
            return _verification.Of(index).Last();
    }

    /// <summary>Adds the league's results by node, and how nodes fared in matches that others played again.</summary>
    public void AddTo(NodeResults results, List<KeyValuePair<string, NodeRecord>> records)
    {
        lock (_lock)
        {
            results.Add(_nodeResults);
            records.AddRange(_verification.Records());
        }
    }

    /// <summary>The matches of the latest round, unless the ledger is known to have them: see <see cref="TasksAdded"/>.</summary>
    public IReadOnlyList<ScheduledMatch> NewPairings()
    {
        lock (_scheduleLock)
        {
            // Rounds before the latest are complete, so the ledger has had their tasks.
            var start = Math.Max(_offered, _schedule.RoundStart);
            return [.. Enumerable.Range(start, _schedule.Known - start).Select(_schedule.At)];
        }
    }

    /// <summary>The ledger has the tasks of all matches below this index.</summary>
    public void TasksAdded(int known)
    {
        lock (_scheduleLock)
            _offered = Math.Max(_offered, known);
    }

    public ScheduledMatch PairingAt(int index)
    {
        lock (_scheduleLock)
            return _schedule.At(index);
    }

    /// <summary>The league has come to another phase of its life. What has ended stays as it is.</summary>
    public void Enter(LeagueEntry entry)
    {
        lock (_lock)
        {
            if (_entry.HasEnded)
                return;
            if (entry.Phase == LeaguePhase.Stopped)
            {
                _stopping = entry;
                Stop_NeedsLock();
            }
            else if (_stopping is null)
            {
                _entry = entry;
            }

            Changed_NeedsLock();
        }
    }

    /// <summary>Why no node plays it; empty when some do.</summary>
    public void Stall(string why)
    {
        lock (_lock)
        {
            if (_stalled == why)
                return;
            _stalled = why;
            Changed_NeedsLock();
        }
    }

    public (LeagueEntry Entry, int Played, int Forfeited) Progress()
    {
        lock (_lock)
            return (_entry, _played, _forfeited);
    }

    /// <summary>The standings now.</summary>
    public LeagueSnapshot Snapshot()
    {
        LeagueSnapshot draft;
        UnratedTable table;
        lock (_scheduleLock)
        {
            MatchOutcome[] outcomes;
            lock (_lock)
            {
                outcomes = Outcomes_NeedsLock();
                draft = new LeagueSnapshot(
                    _entry, _played, _forfeited, _stalled, Rows: [],
                    [.. _nodes.OrderBy(n => n.Key, StringComparer.Ordinal)], _verification.Tally(), _changed.Task);
            }

            table = LeagueTable.Count(Definition, _schedule, outcomes);
        }

        // Rating many agents takes a while, in which results go on coming in.
        return draft with { Rows = table.Rate() };
    }

    /// <summary>The standings as of now or a little earlier; see <see cref="LeagueSnapshots"/>.</summary>
    public Task<LeagueSnapshot> SnapshotAsync(CancellationToken cancellationToken) => _snapshots.GetAsync(cancellationToken);

    /// <summary>The table now, with its rated games.</summary>
    public UnratedTable Table()
    {
        lock (_scheduleLock)
        {
            MatchOutcome[] outcomes;
            lock (_lock)
                outcomes = Outcomes_NeedsLock();
            return LeagueTable.Count(Definition, _schedule, outcomes);
        }
    }

    /// <summary>Matches with their results in the order of the schedule, up to the first that has none.</summary>
    /// <param name="from">The number of the first.</param>
    /// <param name="max">How many at most.</param>
    public IReadOnlyList<PlayedMatch> PlayedFrom(int from, int max)
    {
        var played = new List<PlayedMatch>();
        lock (_scheduleLock)
        {
            lock (_lock)
            {
                for (var index = from; played.Count < max && index < _outcomes.Length && _outcomes[index] is { } outcome; index++)
                    played.Add(new PlayedMatch(_schedule.At(index), outcome));
            }
        }

        return played;
    }

    private MatchOutcome[] Outcomes_NeedsLock() => [.. _outcomes.Where(o => o is not null).Select(o => o!.Value)];

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool Apply_NeedsLock(NewResult result)
    {
        if (_outcomes[result.Index] is not null)
            return false;
        _outcomes[result.Index] = new MatchOutcome(result.Index, result.Scores[0], result.Scores[1], result.Verdicts[0], result.Verdicts[1], result.Moves);
        _played++;
        if (result.Reason is not null)
            _forfeited++;
        _nodes[result.Node] = _nodes.GetValueOrDefault(result.Node) + 1;
        return true;
    }

    private void Stop_NeedsLock()
    {
        if (_stopping is not null && _played >= _stopping.PlayedWhenStopped)
            (_entry, _stopping, _stalled) = (_stopping, null, "");
    }

    // After the schedule has gone on: the results of a league that is read from the ledger are of many rounds.
    private void AddToNode_NeedsLocks(NewResult result)
    {
        var pairing = _schedule.At(result.Index);
        _nodeResults.Add(Id, pairing.First, pairing.Second, result.Node, (int)Judgement.Of(result.Scores[0], result.Verdicts[0], result.Scores[1], result.Verdicts[1]));
    }

    private void Changed_NeedsLock()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }
}
