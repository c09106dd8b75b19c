using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>Goes through a record's actions on the game's own state, as far as they are legal and the referee lets it.</summary>
internal sealed class MatchWalk
{
    private readonly int[] _turn;
    private int _gathered;      // of a simultaneous turn: actions of the seats so far
    private readonly ImmutableArray<int> _opening;
    private int _chosen;        // actions of seats so far
    private readonly Adjudicator? _adjudicator;
    private readonly ImmutableArray<int?> _evaluations;

    /// <param name="spec">The match.</param>
    /// <param name="evaluations">What the referee heard; see <see cref="MatchRecord.Evaluations"/>.</param>
    public MatchWalk(MatchSpec spec, ImmutableArray<int?> evaluations)
    {
        State = spec.Opening.State is { } text ? spec.Game.ParseState(text) : spec.Game.NewState();
        _opening = spec.Opening.Moves;
        _turn = new int[spec.Game.Type.Seats];
        _adjudicator = spec.Adjudication is { } rules && _turn.Length == 2 ? new Adjudicator(rules) : null;
        _evaluations = evaluations;
    }

    /// <summary>The state before the next action; within a simultaneous turn that is the state before the turn.</summary>
    public GameState State { get; }

    /// <summary>The seat whose action is next, or <see cref="Turn.Chance"/>, or <see cref="Turn.Terminal"/>.</summary>
    public int Next => Ruling is not null ? Turn.Terminal : State.CurrentSeat == Turn.Simultaneous ? _gathered : State.CurrentSeat;

    /// <summary>How the referee has ended the match; null while it has not.</summary>
    public Ruling? Ruling { get; private set; }

    /// <summary>Whether a simultaneous turn has begun and is not complete.</summary>
    public bool WithinTurn => _gathered > 0;

    /// <summary>Actions of agents so far: the index of the next one's time. Nobody chose those of the opening.</summary>
    public int Timed => Math.Max(0, _chosen - _opening.Length);

    /// <summary>The next action, where the opening decides it.</summary>
    public int? Given => Next >= 0 && _chosen < _opening.Length ? _opening[_chosen] : null;

    public bool IsLegal(int action) => Next != Turn.Terminal && State.IsLegal(Next, action);

    /// <summary>Plays an action that is legal.</summary>
    public void Play(int action)
    {
        var (seat, chosen, at) = (Next, Next != Turn.Chance && Given is null, Timed);
        if (seat != Turn.Chance) _chosen++;
        if (State.CurrentSeat != Turn.Simultaneous)
        {
            State.Apply(action);
            if (chosen && !State.IsTerminal)
                Ruling = _adjudicator?.After(
                    State.Moves, seat, at < _evaluations.Length ? _evaluations[at] : null, State.IsIrreversible);
            return;
        }

        _turn[_gathered++] = action;
        if (_gathered < _turn.Length) return;
        State.Apply(_turn);
        _gathered = 0;
    }

    /// <summary>Every action with who took it and its name, as far as they are legal.</summary>
    public static IEnumerable<WalkedAction> Through(MatchSpec spec, MatchRecord record)
    {
        var walk = new MatchWalk(spec, record.Evaluations);
        var index = 0;
        foreach (var action in Transcript.Read(record.Transcript))
        {
            if (!walk.IsLegal(action)) yield break;
            var chosen = walk.Next != Turn.Chance && walk.Given is null;
            var time = chosen && walk.Timed < record.MoveTimes.Length ? record.MoveTimes[walk.Timed] : (long?)null;
            var evaluation = chosen && walk.Timed < record.Evaluations.Length ? record.Evaluations[walk.Timed] : null;
            yield return new WalkedAction(
                index++, walk.State.Moves, walk.Next, action, walk.State.ActionName(walk.Next, action), time,
                evaluation);
            walk.Play(action);
        }
    }
}

/// <param name="Index">Its position in the transcript.</param>
/// <param name="Move">The move it is part of; a simultaneous turn is one.</param>
/// <param name="By">A seat, or <see cref="Turn.Chance"/>.</param>
/// <param name="Microseconds">How long it took; null for chance and the opening.</param>
/// <param name="Evaluation">Centipawns that its agent gave itself; null where it said nothing, or nobody listened.</param>
internal readonly record struct WalkedAction(int Index, int Move, int By, int Action, string Name, long? Microseconds, int? Evaluation);
