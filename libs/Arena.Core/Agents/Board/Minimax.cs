using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Board;

/// <summary>
/// Looks a fixed number of moves ahead with alpha-beta pruning (Knuth and Moore 1975, in its negamax form), prefers
/// quick wins and slow losses, and judges the horizon by <see cref="GameState.Estimate"/>. Deterministic: among equals
/// it takes the first in the search order. It thinks on the caller's thread, so no clock stops it; the depth does.
/// </summary>
internal sealed class Minimax : IAgent
{
    private const double Win = 1000; // far above any estimate; moves are subtracted to prefer the quicker win

    private readonly int _depth;
    private readonly GameState[] _line; // one state per ply, so that searching allocates nothing
    private CancellationToken _calledOff;

    public Minimax(IGame game, int depth)
    {
        ArgumentNullException.ThrowIfNull(game);
        _depth = depth;
        _line = [.. Enumerable.Range(0, depth).Select(_ => game.NewState())];
    }

    internal static readonly StrategyType Strategy = new()
    {
        Id = "minimax",
        Description = "alpha-beta search to a fixed depth; deterministic",
        Source = "Knuth and Moore 1975, \"An Analysis of Alpha-Beta Pruning\"",
        Plays = BoardGames.Include,
        Needs = BoardGames.Needs,
        Parameters = new ParameterSchema(
            [ParameterDefinition.Integer("depth", 4, 1, 12, "moves to look ahead; each costs about three times the time")]),
        Create = setup => new Minimax(setup.Game, setup.Parameters.Integer("depth")),
    };

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        _calledOff = cancellationToken;
        var (best, bestValue) = (-1, double.NegativeInfinity);
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        foreach (var action in actions[..state.SearchActions(seat, actions)])
        {
            var value = -ValueAfter(state, action, _depth, double.NegativeInfinity, -bestValue);
            if (value > bestValue) (best, bestValue) = (action, value);
        }

        return new(best);
    }

    // The position after the action, as the seat that then moves would value it.
    private double ValueAfter(GameState before, int action, int left, double alpha, double beta)
    {
        if (left > 1) _calledOff.ThrowIfCancellationRequested();
        var state = _line[left - 1];
        state.CopyFrom(before);
        state.Apply(action);
        var mover = 1 - before.CurrentSeat;
        if (state.IsTerminal) return (2 * state.Score(mover) - 1) * (Win - state.Moves);
        if (left == 1) return state.Estimate(mover);

        var best = double.NegativeInfinity;
        Span<int> replies = stackalloc int[state.Game.MaxLegalActions];
        foreach (var reply in replies[..state.SearchActions(mover, replies)])
        {
            best = Math.Max(best, -ValueAfter(state, reply, left - 1, -beta, -alpha));
            alpha = Math.Max(alpha, best);
            if (alpha >= beta) break;
        }

        return best;
    }
}
