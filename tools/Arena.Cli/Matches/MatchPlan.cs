using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Cli.Matches;

/// <summary>
/// Some agents against each other, offline: in every round each pair plays once from each seat, from one opening and with one
/// seed. In a game of more seats, all agents play together and move on by one seat from game to game.
/// </summary>
internal sealed record MatchPlan
{
    public required IGame Game { get; init; }

    /// <summary>Two at least; as many as the game has seats where it has more than two. Their names differ.</summary>
    public required ImmutableArray<AgentDefinition> Agents { get; init; }

    /// <summary>How often everybody meets everybody.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Games of a meeting, each with the seats moved on by one: as many as there are seats, unless fewer are wanted.</summary>
    public required int Games { get; init; }

    public ulong Seed { get; init; }

    /// <summary>The text form of the state that all games begin at; null is the game's start.</summary>
    public string? Start { get; init; }

    /// <summary>Random moves before agents are asked, other ones in every meeting.</summary>
    public int OpeningPlies { get; init; }

    /// <summary>What meetings begin at, in turn; empty is <see cref="Start"/> and <see cref="OpeningPlies"/> for all.</summary>
    public ImmutableArray<Opening> Book { get; init; } = [];

    /// <summary>Whether all games of a meeting begin alike; else each takes the next of the book.</summary>
    public bool Repeat { get; init; } = true;

    /// <summary>How many of the first agents meet all others and not one another; 0 is everybody meets everybody.</summary>
    public int Seeds { get; init; }

    /// <summary>Whether the seats move on from one game of a meeting to the next.</summary>
    public bool Swaps { get; init; } = true;

    /// <summary>Whether the first game of a meeting begins with the seats that are the second's otherwise.</summary>
    public bool Reversed { get; init; }

    public AdjudicationRules? Adjudication { get; init; }

    public TimeSpan MoveTimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Games in all.</summary>
    public int Count => checked(Rounds * Meetings * Games);

    private int Meetings => Game.Type.Seats > 2 ? 1
        : Seeds > 0 ? Seeds * (Agents.Length - Seeds)
        : Agents.Length * (Agents.Length - 1) / 2;

    /// <summary>A game by its number from 0: rounds, in them meetings, in them games.</summary>
    public PlannedMatch At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var (meeting, game) = Math.DivRem(index, Games);
        var agents = Shifted(Meeting(meeting), (Swaps ? game : 0) + (Reversed ? 1 : 0));
        var seed = new Seed(Seed).Derive("match").Derive((ulong)meeting);
        return new(index, meeting, agents, new MatchSpec
        {
            Game = Game,
            Agents = [.. agents.Select(agent => Agents[agent])],
            Seed = seed,
            Opening = Book.IsEmpty
                ? Opening.Random(Game, Start, OpeningPlies, seed.Derive("opening"))
                : Book[(Repeat ? meeting : index) % Book.Length],
            Adjudication = Adjudication,
            MoveTimeLimit = MoveTimeLimit,
        });
    }

    private int[] Meeting(int meeting) => Agents.Length == 2 || Game.Type.Seats > 2
        ? [.. Enumerable.Range(0, Agents.Length)]
        : Pair(meeting % Meetings);

    private int[] Pair(int pair)
    {
        if (Seeds > 0)
            return [pair / (Agents.Length - Seeds), Seeds + pair % (Agents.Length - Seeds)];
        for (var first = 0; ; first++)
        {
            var others = Agents.Length - 1 - first;
            if (pair < others)
                return [first, first + 1 + pair];
            pair -= others;
        }
    }

    private static ImmutableArray<int> Shifted(int[] agents, int seats) =>
        [.. Enumerable.Range(0, agents.Length).Select(seat => agents[(seat + seats) % agents.Length])];
}
