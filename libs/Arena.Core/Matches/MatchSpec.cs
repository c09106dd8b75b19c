using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>Everything that decides how a match goes: play it anywhere, and it goes the same way.</summary>
public sealed record MatchSpec
{
    /// <summary>What is played, its parameters chosen.</summary>
    public required IGame Game { get; init; }

    /// <summary>The agents by seat.</summary>
    public required ImmutableArray<AgentDefinition> Agents { get; init; }

    /// <summary>Where the match's randomness comes from: chance, and the agents' dice.</summary>
    public required Seed Seed { get; init; }

    /// <summary>Where the match begins.</summary>
    public Opening Opening { get; init; } = Opening.None;

    /// <summary>The changes of live parameters that were in force, by number; 0 before the first. Sealed in the record.</summary>
    public long Epoch { get; init; }

    /// <summary>The time for each move where there is no other time control. Clocks decide forfeits, and are not hashed.</summary>
    public TimeSpan MoveTimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of agents that have none of their own; null is <see cref="MoveTimeLimit"/>.</summary>
    public TimeControl? TimeControl { get; init; }

    /// <summary>What every seat may overdraw in the whole match.</summary>
    public TimeSpan Overage { get; init; }

    /// <summary>When the referee ends the match early; null is never. For turn-based games of two.</summary>
    public AdjudicationRules? Adjudication { get; init; }

    /// <summary>The time control of a seat: its engine's own, else the match's.</summary>
    public TimeControl TimeControlOf(int seat)
    {
        var own = Agents[seat].Program is AgentProgram.Engine engine ? engine.Spec.TimeControl : null;
        var control = own ?? TimeControl ?? Clocks.TimeControl.PerMove(MoveTimeLimit);
        return Overage > control.Overage ? control with { Overage = Overage } : control;
    }

    /// <summary>
    /// The dice of the agent at a seat. They depend on its name and seat only, so that in a pair of matches with
    /// swapped seats and one seed, the chance events are the same and the agents' own rolls are not.
    /// </summary>
    internal Seed SeedOf(int seat) => Seed.Derive((ulong)seat).Derive(Agents[seat].Name);

    /// <summary>The dice of chance moves and noise.</summary>
    internal Seed EnvironmentSeed => Seed.Derive("environment");
}
