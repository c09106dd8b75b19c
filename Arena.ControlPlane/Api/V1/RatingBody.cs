using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ratings;
using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Fitting;

namespace Arena.ControlPlane.Api.V1;

/// <summary>What is asked for of a history.</summary>
internal enum RatingStep
{
    /// <summary>After complete rounds, with the joint fit.</summary>
    Round,

    /// <summary>After each match, up to the first that has no result: Elo.</summary>
    Match,
}

/// <summary>An agent's ratings now.</summary>
/// <param name="Rating">What fits all results at once, in Elo points; null where there are too many agents to fit.</param>
/// <param name="Error">Half of its 95 % interval.</param>
/// <param name="Los">How sure it is, 0 to 1, that the agent is stronger than the next.</param>
/// <param name="Elo">After every match, in the order of the schedule.</param>
/// <param name="Group">From 1; ratings of different groups, which no match links, do not compare.</param>
internal sealed record RatingBody(
    string Agent, double? Rating, double? Error, double? Los, double Elo, long Games, int Group, IReadOnlyList<string> Flags)
{
    public static RatingBody Of(StandingRow row) => new(
        row.Agent, row.Rating.Joint, row.Rating.Error, row.Superiority, row.Rating.Elo, row.Rating.Games, row.Rating.Group,
        [.. row.Rating.Flags.Names()]);
}

/// <summary>An agent's ratings at a point of its league, as <c>arena standings LEAGUE --history --json</c> has it.</summary>
/// <param name="Round">The round that is complete, from 1; null after a match.</param>
/// <param name="Matches">How many matches of the schedule it is of.</param>
internal sealed record RatingPointBody(
    string Agent, int? Round, int Matches, long Games, double? Rating, double? Error, double Elo, int? Group, IReadOnlyList<string> Flags)
{
    public static RatingPointBody Of(HistoryPoint point, LeagueState league) => new(
        league.Definition.Agents[point.Agent].Name, point.Round > 0 ? point.Round : null, point.Matches, point.Rating.Games,
        point.Rating.Joint, point.Rating.Error, point.Rating.Elo, point.Round > 0 ? point.Rating.Group : null,
        [.. point.Rating.Flags.Names()]);
}
