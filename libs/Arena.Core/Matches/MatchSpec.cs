using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>Everything that decides how a match goes: play it anywhere, and it goes the same way.</summary>
public sealed record MatchSpec
{
    public required IGame Game { get; init; }

    /// <summary>The agents by seat.</summary>
    public required ImmutableArray<AgentDefinition> Agents { get; init; }

    public required Seed Seed { get; init; }

    /// <summary>Where the match begins.</summary>
    public Opening Opening { get; init; } = Opening.None;

    /// <summary>How long an agent that is awaited may take for one move. It decides forfeits, and is not hashed.</summary>
    public TimeSpan MoveTimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The dice of the agent at a seat. They depend on its name and seat only, so that in a pair of matches with
    /// swapped seats and one seed, the chance events are the same and the agents' own rolls are not.
    /// </summary>
    public Seed SeedOf(int seat) => Seed.Derive((ulong)seat).Derive(Agents[seat].Name);

    /// <summary>The dice of chance moves and noise.</summary>
    public Seed EnvironmentSeed => Seed.Derive("environment");
}
