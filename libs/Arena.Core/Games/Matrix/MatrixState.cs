using Arena.Core.Games.Dilemma;

namespace Arena.Core.Games.Matrix;

/// <summary>The turns of one matrix game so far.</summary>
internal sealed class MatrixState : GameState, IRounds
{
    private readonly MatrixGame _game;
    private readonly int[] _turns;       // joint choices
    private readonly double[] _totals;
    private int _count;

    internal MatrixState(MatrixGame game)
    {
        _game = game;
        _turns = new int[game.Turns];
        _totals = new double[game.Type.Seats];
    }

    public override IGame Game => _game;

    public override int CurrentSeat => _count < _turns.Length ? Turn.Simultaneous : Turn.Terminal;

    public override int Moves => _count;

    /// <summary>What the seat did in a past turn.</summary>
    public int Past(int seat, int turn) => _game.Table.Choice(_turns.AsSpan(0, _count)[turn], seat);

    public override bool IsLegal(int seat, int action) =>
        (uint)seat < (uint)_totals.Length && !IsTerminal && (uint)action < (uint)_game.Table.Actions[seat].Length;

    public override int LegalActions(int seat, Span<int> actions)
    {
        var count = 0;
        while (IsLegal(seat, count)) actions[count] = count++;
        return count;
    }

    public override void Apply(int action) =>
        throw new InvalidOperationException($"{_game.Type.Name} is simultaneous: apply one action for each seat.");

    public override void Apply(ReadOnlySpan<int> actions)
    {
        if (IsTerminal || actions.Length != _totals.Length) throw Illegal(actions.Length);
        for (var seat = 0; seat < actions.Length; seat++)
            if (!IsLegal(seat, actions[seat])) throw Illegal(actions[seat]);
        var joint = _game.Table.Joint(actions);
        _turns[_count++] = joint;
        for (var seat = 0; seat < _totals.Length; seat++) _totals[seat] += _game.Table.Payoff(joint, seat);
    }

    /// <summary>The total of the payoffs.</summary>
    public override double Score(int seat) => _totals[seat];

    /// <summary>Who forfeits earns the least that the table has, in every turn; the others keep what they earned.</summary>
    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? _turns.Length * _game.Table.Least(seat) : _totals[seat];

    public override string ActionName(int seat, int action)
    {
        var names = _game.Table.Actions[seat];
        return (uint)action < (uint)names.Length ? names[action] : $"?{action}";
    }

    /// <summary>A line for each turn: "Rock, Paper".</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, _count).Select(turn =>
        string.Join(", ", Enumerable.Range(0, _totals.Length).Select(seat => ActionName(seat, Past(seat, turn))))));

    internal static MatrixState Parse(MatrixGame game, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var state = new MatrixState(game);
        var choices = new int[game.Type.Seats];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = line;
            for (var seat = 0; seat < choices.Length; seat++)
            {
                // Names may hold commas themselves: the longest that fits is meant.
                var fits = Enumerable.Range(0, game.Table.Actions[seat].Length)
                    .Where(action => Fits(rest, game.Table.Actions[seat][action], seat == choices.Length - 1));
                choices[seat] = fits.OrderByDescending(action => game.Table.Actions[seat][action].Length).FirstOrDefault(-1);
                if (choices[seat] < 0 || state.IsTerminal)
                    throw Wanted(game, line, state.Moves);
                rest = rest[Math.Min(rest.Length, game.Table.Actions[seat][choices[seat]].Length + 2)..];
            }

            state.Apply(choices);
        }

        return state;
    }

    private static FormatException Wanted(MatrixGame game, string line, int turn)
    {
        var found = line.Length <= 60 ? line : line[..60] + "…";
        var example = string.Join(", ", game.Table.Actions.Select(names => names[0]));
        return new FormatException(
            $"found \"{found}\" in turn {turn}; "
            + $"wanted at most {game.Turns} lines, each with an action of every seat, as in \"{example}\"");
    }

    private static bool Fits(string text, string name, bool isLast) =>
        isLast ? text == name : text.StartsWith(name, StringComparison.Ordinal) && text.AsSpan(name.Length).StartsWith(", ");

    public override GameState Clone()
    {
        var copy = new MatrixState(_game);
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (MatrixState)other;
        if (source._game != _game) throw new ArgumentException("a state of another game", nameof(other));
        source._turns.AsSpan(0, source._count).CopyTo(_turns);
        source._totals.CopyTo(_totals, 0);
        _count = source._count;
    }
}
