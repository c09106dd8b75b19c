using Arena.Core.Games;
using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Dilemma;

/// <summary>A strategy for the iterated prisoner's dilemma. It answers at once.</summary>
internal abstract class DilemmaAgent : IImmediateAgent
{
    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) => new(Choose(state, seat));

    public int Choose(GameState state, int seat) => (int)Choose(new History((DilemmaState)state, seat));

    protected abstract Choice Choose(History history);

    /// <summary>A catalog entry for a strategy of this game.</summary>
    internal static StrategyType Entry(
        string id, string description, string source, Func<AgentSetup, IAgent> create, params ParameterDefinition[] parameters) => new()
    {
        Id = id,
        Description = description,
        Source = source,
        Plays = static game => game.Name == DilemmaGame.Rules.Name,
        Needs = "the iterated prisoner's dilemma",
        Parameters = parameters.Length == 0 ? ParameterSchema.None : new ParameterSchema([.. parameters]),
        Create = create,
    };

    /// <summary>Rolls for a cooperation.</summary>
    protected static Choice CooperateWith(double probability, Dice dice) =>
        dice.Chance(probability) ? Choice.Cooperate : Choice.Defect;
}
