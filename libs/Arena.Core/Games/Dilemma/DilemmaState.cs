namespace Arena.Core.Games.Dilemma;

/// <summary>The turns of one dilemma match so far, with the counts that strategies ask for kept up to date.</summary>
internal sealed class DilemmaState : GameState, IRounds
{
    private readonly DilemmaGame _game;
    private readonly byte[] _turns;      // bit 0: the first seat defected; bit 1: the second did
    private readonly int[] _outcomes = new int[4];
    private int _count;
    private int _chosen = -1;            // the joint choice that noise has not passed over yet
    private bool _mayEnd;                // a turn is over, and chance has not said yet whether the match is
    private bool _ended;

    internal DilemmaState(DilemmaGame game)
    {
        _game = game;
        _turns = new byte[game.Turns];
    }

    public override DilemmaGame Game => _game;

    public override int CurrentSeat =>
        _chosen >= 0 || _mayEnd ? Turn.Chance : _ended || _count == _turns.Length ? Turn.Terminal : Turn.Simultaneous;

    private int ChanceOutcomes => _mayEnd ? 2 : 4;

    public override int Moves => _count;

    /// <summary>What the seat did in a past turn, noise included.</summary>
    public Choice Past(int seat, int turn) => (Choice)(_turns.AsSpan(0, _count)[turn] >> seat & 1);

    int IRounds.Past(int seat, int turn) => (int)Past(seat, turn);

    /// <summary>How often the seat has defected so far.</summary>
    public int Defections(int seat) => _outcomes[1 << seat] + _outcomes[3];

    public override bool IsLegal(int seat, int action) => CurrentSeat switch
    {
        Turn.Simultaneous => seat is 0 or 1 && action is 0 or 1,
        Turn.Chance => seat == Turn.Chance && (uint)action < ChanceOutcomes,
        _ => false,
    };

    public override int LegalActions(int seat, Span<int> actions)
    {
        var legal = CurrentSeat switch
        {
            Turn.Simultaneous when seat is 0 or 1 => 2,
            Turn.Chance when seat == Turn.Chance => ChanceOutcomes,
            _ => 0,
        };
        for (var i = 0; i < legal; i++) actions[i] = i;
        return legal;
    }

    public override void Apply(ReadOnlySpan<int> actions)
    {
        if (CurrentSeat != Turn.Simultaneous || actions.Length != 2) throw Illegal(actions.Length);
        if ((actions[0] | actions[1]) is not (0 or 1)) throw Illegal(actions[0] is 0 or 1 ? actions[1] : actions[0]);
        var joint = actions[0] | actions[1] << 1;
        if (_game.Noise > 0) _chosen = joint;
        else Record(joint);
    }

    /// <summary>A noise outcome: bit 0 flips the first seat's choice, bit 1 the second's. After the turn: 0 goes on, 1 ends.</summary>
    public override void Apply(int action)
    {
        if (!IsLegal(Turn.Chance, action)) throw Illegal(action);
        if (_mayEnd)
        {
            (_mayEnd, _ended) = (false, action == 1);
            return;
        }

        Record(_chosen ^ action);
        _chosen = -1;
    }

    public override double ChanceProbability(int outcome) => outcome switch
    {
        0 or 1 when _mayEnd => outcome == 1 ? _game.End : 1 - _game.End,
        0 => (1 - _game.Noise) * (1 - _game.Noise),
        1 or 2 => _game.Noise * (1 - _game.Noise),
        3 => _game.Noise * _game.Noise,
        _ => 0,
    };

    /// <summary>The total of the payoffs; their mean when the match's length is left to chance.</summary>
    public override double Score(int seat) => _game.HasKnownLength ? Total(seat) : _count == 0 ? 0 : Total(seat) / _count;

    // From the counts, not a running sum: the total does not depend on the order in which payoffs were earned.
    private double Total(int seat)
    {
        var payoffs = _game.Payoffs;
        return _outcomes[0] * payoffs.R
            + _outcomes[1 << seat] * payoffs.T
            + _outcomes[2 >> seat] * payoffs.S
            + _outcomes[3] * payoffs.P;
    }

    /// <summary>
    /// Who forfeits scores as if it had been the sucker in every turn; the other keeps what it earned and gets the
    /// reward of mutual cooperation for every turn that was not played.
    /// </summary>
    public override double ForfeitScore(int seat, bool itsOwn)
    {
        double missing = _turns.Length - _count;
        if (!_game.HasKnownLength) missing = Math.Min(missing, 1 / _game.End); // as many as were to be expected
        var turns = _game.HasKnownLength ? 1 : _count + missing;               // a mean where scores are means
        return (itsOwn ? (_count + missing) * _game.Payoffs.S : Total(seat) + missing * _game.Payoffs.R) / turns;
    }

    public override string ActionName(int seat, int action)
    {
        string[] names = ["C", "D"];
        if (seat == Turn.Chance)
            names = _mayEnd ? ["go on", "end"] : ["no flip", "flip first", "flip second", "flip both"];
        return (uint)action < names.Length ? names[action] : $"?{action}";
    }

    /// <summary>
    /// Two lines, one per seat: "CCD". A third says what is not on them: the choices that noise has not passed over yet
    /// ("chosen CD"), that chance is to say whether the match ends ("may end"), or that it has ("ended").
    /// </summary>
    public override string ToString()
    {
        var pending = "";
        if (_chosen >= 0) pending = $"\nchosen {"CD"[_chosen & 1]}{"CD"[_chosen >> 1]}";
        else if (_mayEnd) pending = "\nmay end";
        else if (_ended) pending = "\nended";
        return $"{Line(0)}\n{Line(1)}{pending}";
    }

    internal static DilemmaState Parse(DilemmaGame game, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n', '/');
        if (lines.Length is not (2 or 3)
            || lines[0].Length != lines[1].Length
            || lines[0].Length > game.Turns
            || lines[..2].Any(line => line.Any(c => c is not ('C' or 'D'))))
            throw Wanted(game, text);
        var state = new DilemmaState(game);
        for (var turn = 0; turn < lines[0].Length; turn++)
            state.Record((lines[0][turn] == 'D' ? 1 : 0) | (lines[1][turn] == 'D' ? 2 : 0));
        var pending = lines.Length == 3 ? lines[2] : "";
        var open = state._count < game.Turns;
        if (pending is ['c', 'h', 'o', 's', 'e', 'n', ' ', 'C' or 'D', 'C' or 'D'] && game.Noise > 0 && open)
            (state._chosen, state._mayEnd) = ((pending[7] == 'D' ? 1 : 0) | (pending[8] == 'D' ? 2 : 0), false);
        else if (pending == "ended" && state._mayEnd) (state._ended, state._mayEnd) = (true, false);
        else if (pending == "") state._mayEnd = false;
        else if (pending != "may end" || !state._mayEnd) throw Wanted(game, text);
        return state;
    }

    private static FormatException Wanted(DilemmaGame game, string text) => new(
        $"found \"{(text.Length <= 60 ? text : text[..60] + "…")}\"; "
        + $"wanted two lines of at most {game.Turns} C and D, one for each seat and as long as the other");

    public override GameState Clone()
    {
        var copy = new DilemmaState(_game);
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (DilemmaState)other;
        if (source._turns.Length != _turns.Length) throw new ArgumentException("a state of a game with other parameters", nameof(other));
        source._turns.AsSpan(0, source._count).CopyTo(_turns);
        source._outcomes.CopyTo(_outcomes, 0);
        (_count, _chosen, _mayEnd, _ended) = (source._count, source._chosen, source._mayEnd, source._ended);
    }

    private void Record(int joint)
    {
        _turns[_count++] = (byte)joint;
        _outcomes[joint]++;
        _mayEnd = !_game.HasKnownLength && _count < _turns.Length;
    }

    private string Line(int seat) => string.Create(_count, (turns: _turns, seat), static (line, s) =>
    {
        for (var i = 0; i < line.Length; i++) line[i] = (s.turns[i] >> s.seat & 1) == 0 ? 'C' : 'D';
    });
}
