using Arena.Core.Games;

namespace Arena.Core.Agents.Board;

/// <summary>
/// Alpha-beta search that deepens step by step (Slate and Atkin 1977), remembers positions in a transposition table and
/// tries first what was best before, until its depth is searched or its nodes are spent. Deterministic: it counts nodes and
/// reads no clock. Prefers quick wins and slow losses, and judges the horizon by <see cref="GameState.Estimate"/>.
/// </summary>
internal sealed class AlphaBeta : IAgent
{
    private const double Win = 1_000_000;   // far above any estimate; moves are subtracted to prefer the quicker win
    private const int CancellationChecks = 1024;

    private readonly int _depth;
    private readonly int _nodes;
    private readonly GameState?[] _line;    // one state per ply, made when first needed: searching allocates nothing
    private readonly TranspositionTable _table = new();
    private readonly IGame _game;
    private CancellationToken _calledOff;
    private int _spent;

    /// <param name="game">The game.</param>
    /// <param name="depth">Moves to look ahead at most.</param>
    /// <param name="nodes">Positions to look at for a move at most; the first step is always finished.</param>
    public AlphaBeta(IGame game, int depth, int nodes)
    {
        ArgumentNullException.ThrowIfNull(game);
        (_game, _depth, _nodes) = (game, depth, nodes);
        _line = new GameState?[depth];
    }

    internal static readonly StrategyType Strategy = new()
    {
        Id = "alpha-beta",
        Description = "alpha-beta search, deepened step by step, with a transposition table; deterministic",
        Source = "Knuth and Moore 1975, \"An Analysis of Alpha-Beta Pruning\"; Slate and Atkin 1977, \"CHESS 4.5\"",
        Plays = BoardGames.Include,
        Needs = BoardGames.Needs,
        Parameters = new(
        [
            Primitives.ParameterDefinition.Integer("depth", 32, 1, 64, "moves to look ahead at most"),
            Primitives.ParameterDefinition.Integer("nodes", 20_000, 1, 1_000_000_000, "positions to look at for a move at most"),
        ]),
        Create = setup => new AlphaBeta(setup.Game, setup.Parameters.Integer("depth"), setup.Parameters.Integer("nodes")),
    };

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_calledOff, _spent) = (cancellationToken, 0);
        Span<int> actions = stackalloc int[_game.MaxLegalActions];
        actions = actions[..state.SearchActions(seat, actions)];
        var best = actions[0];
        for (var depth = 1; depth <= _depth && actions.Length > 1; depth++)
        {
            PutFirst(actions, best);
            if (Root(state, actions, depth) is not var (action, value)) break;
            best = action;
            if (Math.Abs(value) > Win / 2) break; // the end is in sight: deeper changes nothing
        }

        return new(best);
    }

    private (int Action, double Value)? Root(GameState state, Span<int> actions, int depth)
    {
        var (best, bestValue) = (-1, double.NegativeInfinity);
        foreach (var action in actions)
        {
            var value = -ValueAfter(state, action, 0, depth - 1, double.NegativeInfinity, -bestValue);
            if (IsSpent(depth)) return null;
            if (value > bestValue) (best, bestValue) = (action, value);
        }

        return (best, bestValue);
    }

    private bool IsSpent(int depth) => depth > 1 && _spent >= _nodes;

    // The position after the action, as the seat that then moves would value it.
    private double ValueAfter(GameState before, int action, int ply, int left, double alpha, double beta)
    {
        if (++_spent % CancellationChecks == 0) _calledOff.ThrowIfCancellationRequested();
        var state = _line[ply] ??= _game.NewState();
        state.CopyFrom(before);
        state.Apply(action);
        var mover = 1 - before.CurrentSeat;
        if (state.IsTerminal) return (2 * state.Score(mover) - 1) * (Win - state.Moves);
        if (left == 0) return state.Estimate(mover);
        // A game in which a seat moves twice in a row values it from its own side.
        if (state.CurrentSeat != mover) return -Value(state, ply, left, -beta, -alpha);
        return Value(state, ply, left, alpha, beta);
    }

    private double Value(GameState state, int ply, int left, double alpha, double beta)
    {
        var first = -1;
        if (_table.Find(state.Key) is { } known)
        {
            first = known.Action;
            if (known.Depth >= left && known.Cuts(alpha, beta)) return known.Value;
        }

        Span<int> actions = stackalloc int[_game.MaxLegalActions];
        actions = actions[..state.SearchActions(state.CurrentSeat, actions)];
        PutFirst(actions, first);
        var (best, bestValue, low) = (actions[0], double.NegativeInfinity, alpha);
        foreach (var action in actions)
        {
            var value = -ValueAfter(state, action, ply + 1, left - 1, -beta, -low);
            if (_spent >= _nodes) return bestValue; // not to be used: the step is given up
            if (value > bestValue) (best, bestValue) = (action, value);
            low = Math.Max(low, value);
            if (low >= beta) break;
        }

        var bound = Bound.Exact;
        if (bestValue >= beta) bound = Bound.Lower;
        else if (bestValue <= alpha) bound = Bound.Upper;
        _table.Store(state.Key, new(left, bestValue, bound, best));
        return bestValue;
    }

    private static void PutFirst(Span<int> actions, int action)
    {
        var at = actions.IndexOf(action);
        if (at <= 0) return;
        actions[..at].CopyTo(actions[1..]);
        actions[0] = action;
    }
}
