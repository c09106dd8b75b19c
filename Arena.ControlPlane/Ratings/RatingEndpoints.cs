using System.Runtime.CompilerServices;
using Arena.ControlPlane.Leagues;
using Arena.Core.Ratings.Fitting;

namespace Arena.ControlPlane.Ratings;

/// <summary>Rating history over HTTP: <c>/api/leagues/{id}/ratings?by=round|match&amp;agent=NAME</c>.</summary>
internal static class RatingEndpoints
{
    public static void MapRatings(this WebApplication app)
    {
        app.MapGrpcService<RatingGrpcService>();
        app.MapGet("/api/leagues/{id}/ratings", HistoryAsync);
    }

    private static async Task<IResult> HistoryAsync(
        string id, OwnLeagues leagues, RatingHistory history, CancellationToken cancellationToken, string by = "round",
        string? agent = null)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return leagues.NotFoundResult(id);
        if (by is not ("round" or "match"))
            return Results.Problem($"by: found '{by}'; wanted round or match", statusCode: StatusCodes.Status400BadRequest);
        int? index = null;
        if (agent is not null && (index = RatingHistory.AgentOf(league, agent)) is null)
            return Results.Problem(RatingHistory.NoAgent(league, agent), statusCode: StatusCodes.Status404NotFound);
        return by == "match"
            ? Results.Ok(RatingHistory.Matches(league, index).Select(point => PointJson.From(point, league)))
            : Results.Ok(RoundsAsync(history, league, index, cancellationToken));
    }

    private static async IAsyncEnumerable<PointJson> RoundsAsync(
        RatingHistory history, LeagueState league, int? agent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var point in history.RoundsAsync(league, agent, cancellationToken))
            yield return PointJson.From(point, league);
    }

    /// <summary>As <c>arena standings LEAGUE --history --json</c> has it; a round is null after a match.</summary>
    private sealed record PointJson(
        string Agent, int? Round, int Matches, long Games, double? Rating, double? Error, double Elo, int? Group,
        IReadOnlyList<string> Flags)
    {
        public static PointJson From(HistoryPoint point, LeagueState league) => new(
            league.Definition.Agents[point.Agent].Name, point.Round > 0 ? point.Round : null, point.Matches, point.Rating.Games,
            point.Rating.Joint, point.Rating.Error, point.Rating.Elo, point.Round > 0 ? point.Rating.Group : null,
            [.. point.Rating.Flags.Names()]);
    }
}
