using Arena.Core.Agents.Programs;
using Arena.Core.Games;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Learned;

/// <summary>
/// Plays what a network has learned: looks a fixed number of moves ahead with alpha-beta pruning (Knuth and Moore 1975) and lets the
/// network judge the horizon; prefers quick wins and slow losses, and takes one of equals by dice. Deterministic but for the dice, to
/// the bit on every machine.
/// </summary>
internal sealed class LearnedPlayer : IAgent
{
    private const double Win = 1000; // far above any value of a network; moves are subtracted to prefer the quicker win

    private readonly ReadOnlyMemory<float> _weights;
    private readonly Mlp _network;
    private readonly Dice _dice;
    private readonly GameState[] _line; // one state per ply, so that searching allocates nothing
    private readonly float[] _features;
    private CancellationToken _calledOff;

    /// <param name="game">A board game with features, as many as the shape has inputs.</param>
    /// <param name="shape">The network.</param>
    /// <param name="weights">What it has learned; read only.</param>
    /// <param name="depth">Moves to look ahead, its own included; at least 1.</param>
    /// <param name="seed">The dice.</param>
    public LearnedPlayer(IGame game, MlpShape shape, ReadOnlyMemory<float> weights, int depth, Seed seed)
    {
        (_weights, _network, _dice) = (weights, new Mlp(shape), new Dice(seed));
        _line = [.. Enumerable.Range(0, depth).Select(_ => game.NewState())];
        _features = new float[game.FeatureCount];
    }

    /// <summary>The player of a model for one match.</summary>
    /// <exception cref="ArgumentException">The model is of another game.</exception>
    public static LearnedPlayer Of(AgentProgram.Model model, IGame game, Seed seed) =>
        model.Learned.Game.Type == game.Type && LearnedModel.MisfitOf(game, model.Learned.Shape) is null
            ? new LearnedPlayer(game, model.Learned.Shape, model.Learned.Weights, model.Depth, seed)
            : throw new ArgumentException($"the model is of {model.Learned.Game.Type}; the match is of {game.Type}", nameof(model));

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        _calledOff = cancellationToken;
        var (best, bestValue, equals) = (-1, double.NegativeInfinity, 0);
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        foreach (var action in actions[..state.SearchActions(seat, actions)])
        {
            // A window a hair wider than the best: only then is a value that equals it exact.
            var value = ValueAfter(state, action, _line.Length, Math.BitDecrement(bestValue), double.PositiveInfinity);
            if (value > bestValue) (best, bestValue, equals) = (action, value, 1);
            // Each of n equals ends up chosen with probability 1/n.
            else if (value == bestValue && _dice.NextBelow(++equals) == 0) best = action;
        }

        return new(best);
    }

    // The position after the action, as the seat that took it values it.
    private double ValueAfter(GameState before, int action, int left, double alpha, double beta)
    {
        if (left > 1) _calledOff.ThrowIfCancellationRequested();
        var (seat, state) = (before.CurrentSeat, _line[left - 1]);
        state.CopyFrom(before);
        state.Apply(action);
        if (state.IsTerminal) return (2 * state.Score(seat) - 1) * (Win - state.Moves);
        var sign = state.CurrentSeat == seat ? 1 : -1;
        if (left == 1) return sign * Judge(state);
        return sign > 0 ? Best(state, left - 1, alpha, beta) : -Best(state, left - 1, -beta, -alpha);
    }

    // The position as the seat to move values it.
    private double Best(GameState state, int left, double alpha, double beta)
    {
        var best = double.NegativeInfinity;
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        foreach (var action in actions[..state.SearchActions(state.CurrentSeat, actions)])
        {
            best = Math.Max(best, ValueAfter(state, action, left, Math.Max(alpha, best), beta));
            if (best >= beta) break;
        }

        return best;
    }

    private double Judge(GameState state)
    {
        state.WriteFeatures(state.CurrentSeat, _features);
        var value = _network.Value(_weights.Span, _features);
        return float.IsFinite(value) ? value : 0; // weights of any size are let in, and sums of them may overflow
    }
}
