using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents;

/// <summary>A built-in strategy as the catalog knows it.</summary>
public sealed record StrategyType
{
    /// <summary>Its name in league files, kebab-case.</summary>
    public required string Id { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>Who thought of it, or where it is described.</summary>
    public required string Source { get; init; }

    /// <summary>Which games it can play.</summary>
    public required Func<GameType, bool> Plays { get; init; }

    /// <summary>What a game must be for it, in words, as the end of "it plays …".</summary>
    public string Needs { get; init; } = "every game";

    /// <summary>What can be adjusted; nothing by default.</summary>
    public ParameterSchema Parameters { get; init; } = ParameterSchema.None;

    /// <summary>Whether it fails on purpose, so that failures can be practised.</summary>
    public bool IsDrill { get; init; }

    /// <summary>Makes an agent for one match.</summary>
    public required Func<AgentSetup, IAgent> Create { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
