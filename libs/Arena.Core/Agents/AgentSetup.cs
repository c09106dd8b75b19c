using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents;

/// <summary>What an agent gets to know before a match: the rules, its own parameters, its own dice.</summary>
/// <param name="Seed">Used by nobody else, so how often this agent rolls never changes what another one does.</param>
public readonly record struct AgentSetup(IGame Game, ParameterSet Parameters, Seed Seed);
