using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Agents;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>
/// One match while it is played: asks the agents, checks their answers, rolls for chance, and stops at the first
/// forfeit. While agents answer at once it runs without awaiting, on the caller's thread and without allocating.
/// </summary>
internal sealed partial class Referee : IDisposable, IMatchView
{
    private const int ReasonLength = 500; // characters of a reason that are kept
    private const int MostExpected = 512; // actions that room is made for at first
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(1); // timers are no finer

    private readonly MatchSpec _spec;
    private readonly ImmutableArray<IAgent> _agents;
    private readonly TimeProvider _time;
    private readonly MatchProgress? _progress;
    private readonly CancellationToken _calledOff;
    private readonly CancellationTokenSource _unwanted;  // what agents see: called off, or the match is over
    private readonly GameState _state;
    private readonly Dice _environment;
    private readonly int[] _answers;
    private readonly Task<int>?[] _thinking;             // by seat: an answer that is not there yet
    private readonly TimeSpan[] _elapsed;                // by seat: how long the last answer took
    private readonly Clock[] _clocks;
    private readonly ImmutableArray<long>.Builder _moveTimes;
    private long _lastAnswer;                            // when: the next one to answer thinks from then on
    private readonly Adjudicator? _adjudicator;
    private readonly ImmutableArray<SearchSummary?>.Builder? _searches;
    private Ruling? _ruling;
    private string? _reason;
    private bool _isLost; // by a forfeit or a resignation

    public Referee(
        MatchSpec spec, ImmutableArray<IAgent> agents, TimeProvider time, MatchProgress? progress, CancellationToken calledOff)
    {
        (_spec, _agents, _time, _progress, _calledOff) = (spec, agents, time, progress, calledOff);
        _unwanted = CancellationTokenSource.CreateLinkedTokenSource(_calledOff);
        _state = _spec.Opening.State is { } text ? _spec.Game.ParseState(text) : _spec.Game.NewState();
        _environment = new Dice(_spec.EnvironmentSeed);
        _answers = new int[_agents.Length];
        _thinking = new Task<int>?[_agents.Length];
        _elapsed = new TimeSpan[_agents.Length];
        _clocks = [.. Enumerable.Range(0, _agents.Length).Select(seat => new Clock(_spec.TimeControlOf(seat)))];
        _adjudicator = _spec.Adjudication is { } rules && _agents.Length == 2 ? new Adjudicator(rules) : null;
        _searches = _agents.Any(agent => agent is ISearchingAgent) ? ImmutableArray.CreateBuilder<SearchSummary?>(64) : null;
        _immediate = ImmediateAgents();
        var actions = Expected();
        (Transcript, _moveTimes) = (new Transcript(actions), ImmutableArray.CreateBuilder<long>(actions));
        Verdicts = new Verdict[_agents.Length];
    }

    public Verdict[] Verdicts { get; }

    public string? Reason => Judgement.IsDrawnOnTime(_state, Verdicts) ? $"{_reason}; drawn, as nobody could have won against it" : _reason;

    public int Moves => _state.Moves;

    public Transcript Transcript { get; }

    public string? Adjudication => _ruling?.Why;

    public ImmutableArray<long> MoveTimes => _moveTimes.DrainToImmutable();

    public ImmutableArray<SearchSummary?> Searches => _searches?.DrainToImmutable() ?? [];

    string? IMatchView.Opening => _spec.Opening.State;

    IReadOnlyList<int> IMatchView.Actions => Transcript.Actions;

    ClockReading IMatchView.ClockOf(int seat) => _clocks[seat].Reading;

    public async ValueTask PlayAsync()
    {
        foreach (var agent in _agents) agent.Attend(this);
        PlayOpening();
        _lastAnswer = _time.GetTimestamp();
        while (AdvanceUntilSomebodyThinks())
        {
            await CollectAnswersAsync().ConfigureAwait(false);
            Commit();
            _progress?.Note(Transcript, _moveTimes);
        }
    }

    // Room for the actions of most matches; those of games without end in sight come by and by.
    private int Expected() =>
        (int)Math.Min((long)_spec.Game.MaxMoves * (_spec.Game.Type.IsSimultaneous ? _agents.Length : 1), MostExpected);

    public double[] Scores()
    {
        var scores = new double[_agents.Length];
        for (var seat = 0; seat < scores.Length; seat++)
            scores[seat] = ScoreOf(seat);
        return scores;
    }

    private double ScoreOf(int seat)
    {
        if (_ruling is { } ruling) return ruling.ScoreOf(seat);
        return Judgement.ScoreOf(_state, seat, Verdicts);
    }

    public void Dispose() => _unwanted.Dispose();

    /// <summary>True: an answer must be awaited. False: the match is over.</summary>
    private bool AdvanceUntilSomebodyThinks()
    {
        while (!_isLost && _ruling is null && !_state.IsTerminal)
        {
            _calledOff.ThrowIfCancellationRequested();
            if (_immediate is { } agents) PlayStretch(agents);
            else if (_state.CurrentSeat == Turn.Chance) RollChance();
            else if (Ask()) return true;
            else Commit();
            _progress?.Note(Transcript, _moveTimes);
        }

        return false;
    }

    /// <summary>Asks whoever is to move. True: somebody is still thinking.</summary>
    private bool Ask()
    {
        if (_state.CurrentSeat != Turn.Simultaneous) return Ask(_state.CurrentSeat);
        var anybody = false;
        for (var seat = 0; seat < _agents.Length; seat++) anybody |= Ask(seat);
        return anybody;
    }

    private bool Ask(int seat)
    {
        try
        {
            var answer = _agents[seat].ChooseAsync(_state.ViewFor(seat), seat, _unwanted.Token);
            if (!answer.IsCompleted)
            {
                _thinking[seat] = TimeAsync(seat, answer);
                return true;
            }

            _answers[seat] = answer.GetAwaiter().GetResult();
            Stop(seat);
            Charge(seat);
        }
        catch (Exception failure)
        {
            _calledOff.ThrowIfCancellationRequested();
            Crashed(seat, failure);
        }

        return false;
    }

    private async Task<int> TimeAsync(int seat, ValueTask<int> answer)
    {
        var action = await answer.ConfigureAwait(false);
        _elapsed[seat] = TimeTaken(seat);
        return action;
    }

    private TimeSpan TimeTaken(int seat) => _agents[seat] is ITimedAgent timed ? timed.TimeTaken : _time.GetElapsedTime(_lastAnswer);

    private void Stop(int seat)
    {
        _elapsed[seat] = TimeTaken(seat);
        _lastAnswer = _time.GetTimestamp();
    }

    private void Charge(int seat)
    {
        var limit = _clocks[seat].Reading.Limit;
        if (!_clocks[seat].Charge(_elapsed[seat])) TimedOut(seat, limit);
    }

    private async ValueTask CollectAnswersAsync()
    {
        // All clocks start now; those who choose at once think at once.
        var waits = new Task?[_thinking.Length];
        for (var seat = 0; seat < waits.Length; seat++)
            waits[seat] = _thinking[seat] is { } answer ? WaitAsync(seat, answer) : null;
        foreach (var wait in waits)
            if (wait is not null) await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        for (var seat = 0; seat < _thinking.Length; seat++)
        {
            if (_thinking[seat] is { } answer) TakeAnswer(seat, answer);
            _thinking[seat] = null;
        }

        _lastAnswer = _time.GetTimestamp();

        // Only now: cancelling one agent before the other is judged would make the other look as if it had given up.
        if (_isLost) await _unwanted.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _calledOff.ThrowIfCancellationRequested();
    }

    private Task WaitAsync(int seat, Task<int> answer)
    {
        var limit = _clocks[seat].Reading.Limit;
        return _agents[seat] is ITimedAgent ? WaitByItsOwnTimeAsync(seat, answer, limit) : answer.WaitAsync(limit, _time, _calledOff);
    }

    // It may be asked later than now, so that its time is not up when so much has passed.
    private async Task WaitByItsOwnTimeAsync(int seat, Task answer, TimeSpan limit)
    {
        var left = limit;
        while (left > TimeSpan.Zero && !answer.IsCompleted && !_calledOff.IsCancellationRequested)
        {
            await answer.WaitAsync(left + _tick, _time, _calledOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            left = limit - TimeTaken(seat);
        }
    }

    private void TakeAnswer(int seat, Task<int> answer)
    {
        if (answer.IsCompletedSuccessfully)
        {
            _answers[seat] = answer.Result;
            Charge(seat);
        }
        else if (answer.IsCompleted)
        {
            Crashed(seat, answer.Exception?.InnerException ?? new TaskCanceledException(answer));
        }
        else
        {
            // A failure that comes after its time goes unheard.
            answer.ContinueWith(
                static late => late.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            TimedOut(seat, _clocks[seat].Reading.Limit);
        }
    }

    private void TimedOut(int seat, TimeSpan limit)
    {
        var control = _clocks[seat].Reading.Control;
        Forfeit(seat, Verdict.Timeout, string.Create(
            CultureInfo.InvariantCulture,
            $"did not answer within {limit.TotalSeconds:0.###} s{(control.MoveTime is null ? $", all that was left of {control}" : "")}"));
    }

    /// <summary>Plays what was answered, unless an answer was missing or illegal.</summary>
    private void Commit()
    {
        var seat = _state.CurrentSeat;
        if (seat != Turn.Simultaneous)
        {
            if (!IsAcceptable(seat)) return;
            Add(seat);
            _state.Apply(_answers[seat]);
            if (!_state.IsTerminal) _ruling = _adjudicator?.After(_state.Moves, seat, _searches?[^1]?.Score, _state.IsIrreversible);
            return;
        }

        for (seat = 0; seat < _agents.Length; seat++) IsAcceptable(seat);
        if (_isLost) return;
        for (seat = 0; seat < _agents.Length; seat++) Add(seat);
        _state.Apply(_answers);
    }

    private void Add(int seat)
    {
        Transcript.Add(_answers[seat]);
        _moveTimes.Add((long)_elapsed[seat].TotalMicroseconds);
        _searches?.Add((_agents[seat] as ISearchingAgent)?.LastSearch);
    }

    private bool IsAcceptable(int seat)
    {
        if (Verdicts[seat] != Verdict.Ok) return false;
        if (_state.IsLegal(seat, _answers[seat])) return true;
        Span<int> legal = stackalloc int[_spec.Game.MaxLegalActions];
        var count = _state.LegalActions(seat, legal);
        Forfeit(seat, Verdict.Illegal, $"chose action {_answers[seat]}; legal were {string.Join(", ", legal[..count].ToArray())}");
        return false;
    }

    private void PlayOpening()
    {
        foreach (var action in _spec.Opening.Moves)
        {
            while (_state.CurrentSeat == Turn.Chance) RollChance();
            Transcript.Add(action);
            _state.Apply(action);
        }
    }

    private void RollChance()
    {
        var outcome = _state.RollChance(_environment);
        Transcript.Add(outcome);
        _state.Apply(outcome);
    }

    private void Crashed(int seat, Exception failure)
    {
        if (failure is AgentResignedException)
        {
            (_isLost, Verdicts[seat]) = (true, Verdict.Resign);
            return;
        }

        var (verdict, what) = failure switch
        {
            AgentDisconnectedException => (Verdict.Disconnect, failure.Message),
            IllegalAnswerException => (Verdict.Illegal, failure.Message),
            AgentFailedException => (Verdict.Crash, failure.Message),
            _ => (Verdict.Crash, $"failed with {failure.GetType().Name}: {failure.Message}"),
        };
        Forfeit(seat, verdict, what);
    }

    private void Forfeit(int seat, Verdict verdict, string what)
    {
        _isLost = true;
        Verdicts[seat] = verdict;
        var reason = $"{_spec.Agents[seat].Name} (seat {seat}) at move {_state.Moves}: {what}";
        _reason = _reason is null ? Short(reason) : $"{_reason}; {Short(reason)}";
    }

    private static string Short(string reason)
    {
        var line = reason.ReplaceLineEndings(" ");
        return line.Length <= ReasonLength ? line : line[..ReasonLength] + "…";
    }
}
