using Arena.Core.Agents.Programs;
using Arena.Core.Primitives;

namespace Arena.Core.Agents;

/// <summary>
/// A competitor: a name of its own, and the strategy it plays with its parameters (complete), or the program that
/// plays in its place.
/// </summary>
public sealed record AgentDefinition(string Name, string Strategy, ParameterSet Parameters)
{
    /// <summary>The program that plays; null for a built-in strategy. Then <see cref="Strategy"/> is its kind.</summary>
    public AgentProgram? Program { get; private init; }

    /// <summary>
    /// Whether it is played in process and the same way everywhere: a built-in strategy, or a program that is
    /// <see cref="AgentProgram.IsSelfContained"/>. Then its matches can be played again.
    /// </summary>
    public bool IsSelfContained => Program?.IsSelfContained ?? true;

    /// <summary>Whether it is a program elsewhere, which connects under this name.</summary>
    public bool IsBot => Program is AgentProgram.Bot;

    /// <summary>An agent that is a program elsewhere, which connects under this name.</summary>
    public static AgentDefinition Bot(string name) => Of(name, new AgentProgram.Bot());

    /// <summary>An agent that is played by a program instead of a built-in strategy.</summary>
    public static AgentDefinition Of(string name, AgentProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new(name, program.Kind, ParameterSchema.None.Defaults) { Program = program };
    }

    /// <summary>A strategy under its own name, with default parameters unless others are given.</summary>
    /// <exception cref="ArgumentException">The game has no such strategy.</exception>
    public static AgentDefinition Of(Games.GameType game, string strategy, ParameterSet? parameters = null)
    {
        var type = StrategyCatalog.Find(game, strategy) ?? throw new ArgumentException(
            $"unknown strategy '{strategy}' for {game}{NearMiss.Hint(strategy, StrategyCatalog.Ids(game))}", nameof(strategy));
        return new(strategy, strategy, parameters ?? type.Parameters.Defaults);
    }

    /// <summary>Adds all that decides how it plays, its name included: its dice depend on that.</summary>
    internal void AddTo(CanonicalHasher hasher)
    {
        hasher.Add(Name).Add(Strategy).Add(Parameters.ToString());
        Program?.AddTo(hasher);
    }
}
