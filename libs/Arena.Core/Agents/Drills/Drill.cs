using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Drills;

/// <summary>
/// An agent that fails on purpose, in any game, so that the league's handling of failures can be practised and tested.
/// It first answers a number of times with its first legal action.
/// </summary>
internal abstract class Drill(int after) : IAgent
{
    private int _answered;

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        if (_answered++ >= after) return FailAsync(cancellationToken);
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        state.LegalActions(seat, actions);
        return new(actions[0]);
    }

    protected abstract ValueTask<int> FailAsync(CancellationToken cancellationToken);

    internal static StrategyType Entry(string id, string description, Func<int, IAgent> create) => new()
    {
        Id = id,
        Description = description,
        Source = "Arena, for practising failures",
        Plays = static _ => true,
        IsDrill = true,
        Parameters = new ParameterSchema(
            [ParameterDefinition.Integer("after", 0, 0, 1_000_000, "answers before the failure")]),
        Create = setup => create(setup.Parameters.Integer("after")),
    };
}
