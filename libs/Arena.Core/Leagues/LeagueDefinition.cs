using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Openings;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Sequential;

namespace Arena.Core.Leagues;

/// <summary>
/// A league that can be played: complete, valid, immutable. Made by <see cref="LeagueDocument.Parse"/>; two definitions
/// are equal when their canonical JSON is.
/// </summary>
public sealed record LeagueDefinition
{
    internal LeagueDefinition(string name, IGame rules, ImmutableArray<AgentDefinition> agents) =>
        (Name, Rules, Agents) = (name, rules, agents);

    /// <summary>The league's name: 1 to 64 of a-z, 0-9 and '-'.</summary>
    public string Name { get; }

    /// <summary>The game with its parameters.</summary>
    public IGame Rules { get; }

    /// <summary>The game's canonical name.</summary>
    public string Game => Rules.Type.Name;

    /// <summary>In the order of the document, which is also that of the agent indexes.</summary>
    public ImmutableArray<AgentDefinition> Agents { get; }

    /// <summary>Who plays whom; one of <see cref="LeagueFormat.Names"/>.</summary>
    public string Format { get; internal init; } = RoundRobin.Name;

    /// <summary>Rounds of a Swiss tournament or a ladder; 0 in other formats, whose rounds follow from the agents.</summary>
    public int Rounds { get; internal init; }

    /// <summary>Encounters in each round of a ladder; 0 in other formats.</summary>
    public int MatchesPerRound { get; internal init; }

    /// <summary>How many agents of a gauntlet, the first ones, play against all others; 0 in other formats.</summary>
    public int Seeds { get; internal init; }

    /// <summary>Whether every agent also plays itself, as in Axelrod's tournament.</summary>
    public bool SelfPlay { get; internal init; }

    /// <summary>How often everything is played.</summary>
    public int Repetitions { get; internal init; } = 1;

    /// <summary>Whether each pairing is two matches, one from each side of the board.</summary>
    public bool SwapSeats { get; internal init; }

    /// <summary>Where all randomness of the league comes from; 0 by default.</summary>
    public ulong Seed { get; internal init; }

    /// <summary>How long an agent that is awaited may take for one move.</summary>
    public TimeSpan MoveTimeLimit { get; internal init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of agents that have none of their own; null is the time limit for each move.</summary>
    public TimeControl? TimeControl { get; internal init; }

    /// <summary>What every seat may overdraw in a match.</summary>
    public TimeSpan Overage { get; internal init; }

    /// <summary>Matches in flight at once over the whole league; 0 is no limit.</summary>
    public int Concurrency { get; internal init; }

    /// <summary>The share of matches that another node plays again, from 0 to 1.</summary>
    public double Verify { get; internal init; }

    /// <summary>When the referee ends matches early; null is never.</summary>
    public AdjudicationRules? Adjudication { get; internal init; }

    /// <summary>
    /// The test of the first agent against the second that ends the league as soon as it is decided; null is none. Then
    /// <see cref="Repetitions"/> is how often it is played at most.
    /// </summary>
    public SprtTest? Sprt { get; internal init; }

    /// <summary>
    /// Where matches begin, in the order in which meetings take them; empty is the game's start, or where it has many one for each
    /// meeting.
    /// </summary>
    public ImmutableArray<Opening> Openings { get; private init; } = [];

    private Canonical? _canonical;

    /// <summary>What <see cref="Openings"/> are taken from.</summary>
    internal OpeningChoice? Book { get; init; }

    /// <summary>The same league with another seed, and so with other openings where they are shuffled.</summary>
    public LeagueDefinition WithSeed(ulong seed) =>
        seed == Seed ? this : (this with { Seed = seed }).WithOpenings();

    /// <summary>With the openings that its book has for its seed and its meetings.</summary>
    internal LeagueDefinition WithOpenings() => Book is null ? this : this with { Openings = Book.Take(Seed, Meetings.CountOf(this)) };

    /// <summary>The match of a pairing.</summary>
    public MatchSpec MatchAt(ScheduledMatch pairing) => new()
    {
        Game = Rules,
        Agents = [Agents[pairing.First], Agents[pairing.Second]],
        Seed = pairing.Seed,
        MoveTimeLimit = MoveTimeLimit,
        TimeControl = TimeControl,
        Overage = Overage,
        Opening = Openings.IsEmpty
            ? Opening.Random(Rules, state: null, plies: 0, pairing.Seed.Derive("opening"))
            : Openings[Meetings.OpeningOf(this, pairing.Index)],
        Adjudication = Adjudication,
    };

    /// <summary>
    /// The number of the meeting that a match and the one with seats swapped make; null where it is a meeting of its own.
    /// </summary>
    public long? MeetingOf(ScheduledMatch pairing) => SwapSeats && !pairing.IsSelfPlay ? Meetings.Of(this, pairing.Index) : null;

    /// <summary>
    /// The canonical document: every field, defaults included; it parses back to an equal definition. Written once, however often it
    /// is asked for.
    /// </summary>
    public string ToJson()
    {
        // A copy with another field still has its original's text here.
        if (_canonical is { } written && ReferenceEquals(written.Of, this)) return written.Json;
        var json = LeagueJson.Write(this);
        _canonical = new(this, json);
        return json;
    }

    /// <summary>Whether the canonical documents of both are the same text.</summary>
    public bool Equals(LeagueDefinition? other) =>
        ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToJson());

    /// <summary>Name, game and number of agents, for logs.</summary>
    public override string ToString() => $"{Name} ({Game}, {Agents.Length} agents)";

    private sealed record Canonical(LeagueDefinition Of, string Json);
}
