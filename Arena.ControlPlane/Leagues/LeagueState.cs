using Arena.Backplane.Ledger;
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
    // Taken before the other, and held while a round is being paired, which takes a while.
    private readonly Lock _scheduleLock = new();
    private readonly Lock _lock = new();

    private readonly Schedule _schedule;
    private int _known;
    private int _offered;

    private readonly LeagueResults _results;
    private readonly NodeResults _nodeResults = new();
    private LeagueEntry _entry;

    // It was stopped; it counts as that when all that was recorded before has come in.
    private LeagueEntry? _stopping;
    private string _stalled = "";
    private TaskCompletionSource _changed = NewSignal();
    private readonly LeagueSprt? _sprt;
    private readonly LeagueSnapshots _snapshots;
    private readonly LeaguePace _pace;

    public LeagueState(LeagueEntry entry, LeagueDefinition definition, TimeProvider time)
    {
        (_entry, Id, Definition) = (entry, entry.Id, definition);
        _snapshots = new LeagueSnapshots(Snapshot, () => Entry, time);
        _pace = new LeaguePace(time);
        _results = new LeagueResults(entry.Matches);
        _schedule = new Schedule(definition);
        _sprt = definition.Sprt is null ? null : new LeagueSprt(definition);
        _known = _offered = _schedule.Known; // the ledger has had the first round's tasks since the league began
        Bots = [.. Enumerable.Range(0, definition.Agents.Length).Where(i => definition.Agents[i].IsBot)];
    }

    public string Id { get; }

    /// <summary>When somebody last asked for it, by a count that goes up with every asking.</summary>
    public long Asked { get; set; }

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
    public int Remaining => _results.Remaining;

    /// <summary>Matches that are paired; their numbers are those below this.</summary>
    public int Known => Volatile.Read(ref _known);

    /// <summary>Matches that are paired and have no result.</summary>
    public int Open => Known - _results.Played;

    /// <summary>Whether its tasks are to be handed out.</summary>
    public bool HandsOut
    {
        get
        {
            lock (_lock)
                return _stopping is null && _entry.Phase == LeaguePhase.Running;
        }
    }

    /// <summary>Whether it was stopped, and what was recorded before has not all come in.</summary>
    public bool IsStopping
    {
        get
        {
            lock (_lock)
                return _stopping is not null;
        }
    }

    /// <summary>Whether it is completed or stopped.</summary>
    public bool Ended => Entry.HasEnded;

    /// <summary>Takes results in, and pairs the next round when they complete one.</summary>
    public void Apply(IEnumerable<LedgerResult> results)
    {
        lock (_scheduleLock)
        {
            NewResult[] added;
            lock (_lock)
                added = [.. results.Select(recorded => recorded.Result).Where(_results.Add)];
            _schedule.Advance(index => _results[index]);
            Volatile.Write(ref _known, _schedule.Known);
            lock (_lock)
            {
                // Not before the schedule has gone on: the results of a league that is read from the ledger are of many rounds.
                // Those of rounds that a missing result keeps it from pairing have no pairing.
                foreach (var result in added.Where(result => result.Index < _schedule.Known))
                {
                    AddToNode_NeedsLocks(result);
                    _sprt?.Add(_schedule.At(result.Index), _results[result.Index]!.Value);
                }

                Stop_NeedsLock();
                _pace.Note(_results.Played);
                Changed_NeedsLock();
            }
        }
    }

    /// <summary>Something that is shown beside the standings has changed.</summary>
    public void SignalChanged()
    {
        lock (_lock)
            Changed_NeedsLock();
    }

    /// <summary>Adds the league's results by node.</summary>
    public void AddTo(NodeResults results)
    {
        lock (_lock)
            results.Add(_nodeResults);
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

    /// <param name="index">Below <see cref="Known"/>.</param>
    public ScheduledMatch PairingAt(int index)
    {
        lock (_scheduleLock)
            return _schedule.At(index);
    }

    /// <summary>The latest round that is paired, from 0.</summary>
    public int LatestRound
    {
        get
        {
            lock (_scheduleLock)
                return _schedule.Rounds - 1;
        }
    }

    /// <summary>A round as far as it has been played; null when it is not paired yet.</summary>
    /// <param name="round">From 0.</param>
    public LeagueRound? Round(int round)
    {
        lock (_scheduleLock)
        {
            if (round < 0 || round >= _schedule.Rounds)
                return null;
            var matches = new List<(ScheduledMatch, MatchOutcome?)>();
            lock (_lock)
            {
                for (var index = _schedule.StartOf(round); index < _schedule.StartOf(round + 1); index++)
                    matches.Add((_schedule.At(index), _results[index]));
            }

            return new LeagueRound(round, _schedule.Rounds, _schedule.AllRounds, matches);
        }
    }

    /// <summary>How fast results have come in lately.</summary>
    public PaceReading Pace => _pace.Read();

    /// <summary>The bracket of a knockout as far as it is known; null in other formats.</summary>
    public IReadOnlyList<IReadOnlyList<BracketEncounter>>? Bracket()
    {
        lock (_scheduleLock)
        {
            lock (_lock)
                return _schedule.Bracket(index => _results[index]);
        }
    }

    /// <summary>Where its sequential test stands; null when it has none.</summary>
    public SprtReading? Sprt
    {
        get
        {
            lock (_lock)
                return _sprt?.Reading;
        }
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
                if (entry.Phase != _entry.Phase)
                    _pace.Restart();
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

    public LeagueProgress Progress()
    {
        lock (_lock)
            return Progress_NeedsLock();
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
                outcomes = _results.Outcomes(_schedule.Known);
                draft = new LeagueSnapshot(
                    Progress_NeedsLock(), _stalled, _sprt?.Reading, Rows: [], _results.ByNode(), _changed.Task);
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
                outcomes = _results.Outcomes(_schedule.Known);
            return LeagueTable.Count(Definition, _schedule, outcomes);
        }
    }

    /// <summary>An agent's matches that have a result, the last of the schedule first.</summary>
    /// <param name="agent">Its position in the league.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<PlayedMatch> LatestOf(int agent, int most)
    {
        var found = new List<PlayedMatch>();
        lock (_scheduleLock)
        {
            lock (_lock)
            {
                for (var index = _schedule.Known - 1; index >= 0 && found.Count < most; index--)
                {
                    var match = _schedule.At(index);
                    if ((match.First == agent || match.Second == agent) && _results[index] is { } outcome)
                        found.Add(new PlayedMatch(match, outcome));
                }
            }
        }

        return found;
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
                for (var index = from; played.Count < max && _results[index] is { } outcome; index++)
                    played.Add(new PlayedMatch(_schedule.At(index), outcome));
            }
        }

        return played;
    }

    /// <summary>Of these matches those that have a result.</summary>
    public IReadOnlyList<PlayedMatch> PlayedOf(IEnumerable<int> matches)
    {
        lock (_scheduleLock)
        {
            lock (_lock)
            {
                return
                [
                    .. from index in matches
                       where index < _schedule.Known && _results[index] is not null
                       select new PlayedMatch(_schedule.At(index), _results[index]!.Value),
                ];
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LeagueProgress Progress_NeedsLock() => new(_entry, _results.Played, _results.Forfeited);

    private void Stop_NeedsLock()
    {
        if (_stopping is not null && _results.Played >= _stopping.PlayedWhenStopped)
            (_entry, _stopping, _stalled) = (_stopping, null, "");
    }

    private void AddToNode_NeedsLocks(NewResult result)
    {
        var pairing = _schedule.At(result.Index);
        var match = result.Match;
        var judgement = Judgement.Of(match.Scores[0], match.Verdicts[0], match.Scores[1], match.Verdicts[1]);
        _nodeResults.Add(Id, pairing.First, pairing.Second, result.Node, (int)judgement);
    }

    private void Changed_NeedsLock()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }
}
