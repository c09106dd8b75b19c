using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Board;

/// <summary>
/// Wins if it can with this move; otherwise keeps to moves after which the other cannot win with its next one, if there
/// are any; of those it takes the one whose position looks best (<see cref="GameState.Estimate"/>), by dice among equals.
/// </summary>
internal sealed class Greedy : IAgent
{
    private readonly Dice _dice;
    private readonly GameState _next;
    private readonly GameState _reply;

    public Greedy(IGame game, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(game);
        _dice = new Dice(seed);
        _next = game.NewState();
        _reply = game.NewState();
    }

    internal static readonly StrategyType Strategy = new()
    {
        Id = "greedy",
        Description = "wins at once if it can, else prevents the other's win, else the move that looks best",
        Source = "the customary one-move player",
        Plays = BoardGames.Include,
        Needs = BoardGames.Needs,
        Create = setup => new Greedy(setup.Game, setup.Seed),
    };

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        var (best, bestValue, equals) = (-1, double.NegativeInfinity, 0);
        foreach (var action in actions[..state.LegalActions(seat, actions)])
        {
            var value = Value(state, seat, action);
            if (value > bestValue) (best, bestValue, equals) = (action, value, 1);
            // Each of n equals ends up chosen with probability 1/n.
            else if (value == bestValue && _dice.NextBelow(++equals) == 0) best = action;
        }

        return new(best);
    }

    // 2 for a win, -2 for leaving the other one, otherwise how the position looks, in (-1, 1).
    private double Value(GameState state, int seat, int action)
    {
        _next.CopyFrom(state);
        _next.Apply(action);
        if (_next.IsTerminal) return _next.Score(seat) == 1 ? 2 : 0;
        return OtherCanWin() ? -2 : _next.Estimate(seat);
    }

    private bool OtherCanWin()
    {
        Span<int> replies = stackalloc int[_next.Game.MaxLegalActions];
        var other = _next.CurrentSeat;
        foreach (var action in replies[.._next.LegalActions(other, replies)])
        {
            _reply.CopyFrom(_next);
            _reply.Apply(action);
            if (_reply.IsTerminal && _reply.Score(other) == 1) return true;
        }

        return false;
    }
}
