using Arena.Core.Primitives;

namespace Arena.Core.Agents;

/// <summary>A competitor: a name of its own, and the strategy it plays with its parameters (complete).</summary>
public sealed record AgentDefinition(string Name, string Strategy, ParameterSet Parameters)
{
    /// <summary>The strategy of agents that are programs elsewhere; no built-in one has this id.</summary>
    public const string BotStrategy = "bot";

    /// <summary>Whether it is a program elsewhere, which connects under this name.</summary>
    public bool IsBot => Strategy == BotStrategy;

    public static AgentDefinition Bot(string name) => new(name, BotStrategy, ParameterSchema.None.Defaults);

    /// <summary>A strategy under its own name, with default parameters unless others are given.</summary>
    /// <exception cref="ArgumentException">The game has no such strategy.</exception>
    public static AgentDefinition Of(Games.GameType game, string strategy, ParameterSet? parameters = null)
    {
        var type = StrategyCatalog.Find(game, strategy) ?? throw new ArgumentException(
            $"unknown strategy '{strategy}' for {game}{NearMiss.Hint(strategy, StrategyCatalog.Ids(game))}", nameof(strategy));
        return new(strategy, strategy, parameters ?? type.Parameters.Defaults);
    }
}
