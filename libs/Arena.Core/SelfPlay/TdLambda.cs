using Arena.Core.Games;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Core.SelfPlay;

/// <summary>
/// Learns a board game by playing both seats: TD(λ) (Sutton, "Learning to Predict by the Methods of Temporal Differences", 1988), as
/// TD-Gammon did it (Tesauro, "Temporal Difference Learning and TD-Gammon", 1995). A network judges positions from the view of the
/// seat to move: 1 a win, 0 a draw, -1 a loss. Each move goes to the position that it judges worst for the other seat. When a match is
/// over, every position is drawn towards its λ-return, from the last to the first: a mean of what was thought of all positions after
/// it, λ a move, and the result. A random move is no evidence against the position it was made in: there the return is cut, and the
/// best move's value stands in its place (Watkins, "Learning from Delayed Rewards", 1989).
/// </summary>
/// <remarks>The same arguments give the same bits, on every machine.</remarks>
public sealed class TdLambda
{
    private readonly IGame _game;
    private readonly TdSettings _settings;
    private readonly Mlp _network;
    private readonly float[] _weights;
    private readonly Dice _dice;
    private readonly GameState _state, _next;
    private readonly float[] _features;
    private readonly List<Position> _positions = [];
    private readonly List<float[]> _room = []; // the features of the positions, used again from match to match
    private double _squares;
    private long _samples;

    private TdLambda(IGame game, MlpShape shape, ReadOnlySpan<float> weights, TdSettings settings, Seed seed)
    {
        (_game, _settings) = (game, settings);
        _network = new Mlp(shape);
        _weights = weights.ToArray();
        _dice = new Dice(seed);
        (_state, _next) = (game.NewState(), game.NewState());
        _features = new float[game.FeatureCount];
    }

    /// <summary>A position that a choice was made in.</summary>
    /// <param name="Best">The value of the best move, to the seat to move.</param>
    /// <param name="IsExploring">Whether another move was made at random.</param>
    private readonly record struct Position(int Seat, double Best, bool IsExploring);

    /// <summary>Plays matches against itself and learns from each.</summary>
    /// <param name="game">A board game of two seats with features (<see cref="IGame.FeatureCount"/>).</param>
    /// <param name="shape">The network; as many inputs as the game has features.</param>
    /// <param name="weights">What it starts from; not changed.</param>
    /// <param name="settings">How it learns.</param>
    /// <param name="matches">Matches to play.</param>
    /// <param name="seed">The dice of openings and of random moves.</param>
    /// <param name="cancellationToken">Ends it between two matches; what was learned is lost.</param>
    /// <exception cref="ArgumentException">The game cannot be learned so, or the shape is not of it.</exception>
    public static SelfPlayReport Train(
        IGame game, MlpShape shape, ReadOnlySpan<float> weights, TdSettings settings, int matches, Seed seed,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegative(matches);
        if (game.FeatureCount == 0) throw new ArgumentException($"{game.Type} has no features: it cannot be learned", nameof(game));
        if (shape.Inputs != game.FeatureCount)
            throw new ArgumentException($"found {shape.Inputs} inputs; {game.Type} has {game.FeatureCount} features", nameof(shape));
        var learner = new TdLambda(game, shape, weights, settings, seed);
        for (var i = 0; i < matches; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            learner.Play();
            learner.Learn();
        }

        var loss = learner._samples == 0 ? 0 : learner._squares / learner._samples;
        return new(learner._weights, matches, learner._samples, loss);
    }

    private void Play()
    {
        _positions.Clear();
        _state.CopyFrom(_game.NewState());
        for (var left = _dice.NextBelow(_settings.RandomPlies + 1); left > 0 && !_state.IsTerminal; left--)
            _state.Apply(_state.RandomAction(_state.CurrentSeat, _dice));
        while (!_state.IsTerminal)
        {
            var seat = _state.CurrentSeat;
            var (action, best) = BestMove(seat);
            var explores = _dice.Chance(_settings.Epsilon);
            if (_positions.Count == _room.Count) _room.Add(new float[_features.Length]);
            _state.WriteFeatures(seat, _room[_positions.Count]);
            _positions.Add(new(seat, best, explores));
            _state.Apply(explores ? _state.RandomAction(seat, _dice) : action);
        }
    }

    private (int Action, double Value) BestMove(int seat)
    {
        Span<int> actions = stackalloc int[_game.MaxLegalActions];
        var (best, bestValue) = (-1, double.NegativeInfinity);
        foreach (var action in actions[.._state.LegalActions(seat, actions)])
        {
            _next.CopyFrom(_state);
            _next.Apply(action);
            var value = ValueOf(_next, seat);
            if (best < 0 || value > bestValue) (best, bestValue) = (action, value); // weights that diverge make no number
        }

        return (best, bestValue);
    }

    private double ValueOf(GameState state, int seat)
    {
        if (state.IsTerminal) return 2 * state.Score(seat) - 1;
        var mover = state.CurrentSeat;
        state.WriteFeatures(mover, _features);
        var value = _network.Value(_weights, _features);
        return mover == seat ? value : -value;
    }

    private void Learn()
    {
        if (_positions.Count == 0) return;
        var (seat, goal) = (0, 2 * _state.Score(0) - 1); // whose view the return is of
        for (var i = _positions.Count - 1; i >= 0; i--)
        {
            var position = _positions[i];
            if (seat != position.Seat) (seat, goal) = (position.Seat, -goal);
            if (position.IsExploring) goal = position.Best;
            else if (i < _positions.Count - 1) goal = (1 - _settings.Lambda) * position.Best + _settings.Lambda * goal;
            var error = goal - _network.Value(_weights, _room[i]);
            _network.AddGradient(_weights, (float)(_settings.LearningRate * error), _weights);
            _squares += error * error;
            _samples++;
        }
    }
}
