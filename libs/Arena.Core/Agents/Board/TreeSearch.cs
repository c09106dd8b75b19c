using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Board;

/// <summary>
/// Monte Carlo tree search: UCT (Kocsis and Szepesvári 2006), with random playouts, for any number of seats that move in
/// turn. Where information is hidden it is the information set search of Cowling, Powley and Whitehouse (2012): each
/// simulation first deals at random what the seat cannot see, so it never looks at the other's cards. Chance moves are rolled
/// afresh in every simulation. Plays the action that was tried most often.
/// </summary>
internal sealed class TreeSearch : IAgent
{
    private const double Nearly = 1e-9; // the spread of results below which they count as equal

    private readonly int _simulations;
    private readonly double _exploration;
    private readonly int _playout;
    private readonly Dice _dice;
    private readonly GameState _state;
    private readonly SearchTree _tree = new();
    private readonly double[] _results;
    private double _least, _most;           // results seen so far: exploration is in units of their spread

    public TreeSearch(IGame game, int simulations, double exploration, int playout, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(game);
        (_simulations, _exploration, _playout) = (simulations, exploration, playout);
        _dice = new Dice(seed);
        _state = game.NewState();
        _results = new double[game.Type.Seats];
    }

    internal static readonly StrategyType Strategy = new()
    {
        Id = "mcts",
        Description = "Monte Carlo tree search (UCT); hidden cards are dealt at random in each simulation",
        Source = "Kocsis and Szepesvári 2006, \"Bandit based Monte-Carlo Planning\"; "
            + "Cowling, Powley and Whitehouse 2012, \"Information Set Monte Carlo Tree Search\"",
        Plays = static game => !game.IsSimultaneous,
        Needs = "games whose seats move in turn",
        Parameters = new(
        [
            ParameterDefinition.Integer("simulations", 1_000, 1, 10_000_000, "simulations for a move"),
            ParameterDefinition.Number("exploration", 0.7, 0, 100, "weight of what was tried seldom, in units of the results' spread"),
            ParameterDefinition.Integer("playout", 60, 0, 1_000_000, "random moves before a position is judged by its looks"),
        ]),
        Create = setup => new TreeSearch(
            setup.Game, setup.Parameters.Integer("simulations"), setup.Parameters.Number("exploration"),
            setup.Parameters.Integer("playout"), setup.Seed),
    };

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        _tree.Clear();
        (_least, _most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < _simulations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _state.CopyFrom(state);
            _state.Determinize(_dice);
            Simulate();
        }

        return new(_tree.MostVisited());
    }

    private void Simulate()
    {
        Span<int> actions = stackalloc int[_state.Game.MaxLegalActions];
        var node = SearchTree.Root;
        var isNew = false;
        while (!isNew && !_state.IsTerminal)
        {
            var seat = _state.CurrentSeat;
            if (seat == Turn.Chance)
            {
                var outcome = _state.RollChance(_dice);
                (node, _) = _tree.Child(node, outcome, Turn.Chance);
                _state.Apply(outcome);
                continue;
            }

            var legal = actions[.._state.LegalActions(seat, actions)];
            (node, isNew) = _tree.Choose(node, legal, seat, Explored, _dice);
            _state.Apply(_tree.ActionOf(node));
        }

        PlayOut();
        for (var seat = 0; seat < _results.Length; seat++)
        {
            var result = _state.IsTerminal ? _state.Score(seat) : (1 + _state.Estimate(seat)) / 2;
            _results[seat] = result;
            (_least, _most) = (Math.Min(_least, result), Math.Max(_most, result));
        }

        _tree.Update(node, _results);
    }

    private double Explored => _exploration * Math.Max(Nearly, double.IsInfinity(_most) ? 1 : _most - _least);

    private void PlayOut()
    {
        for (var moves = 0; moves < _playout && !_state.IsTerminal; moves++)
        {
            var seat = _state.CurrentSeat;
            _state.Apply(seat == Turn.Chance ? _state.RollChance(_dice) : _state.RandomAction(seat, _dice));
        }

        // Games with chance have no estimates: hands of cards are short, and played to their end.
        while (_state.CurrentSeat == Turn.Chance) _state.Apply(_state.RollChance(_dice));
    }
}
