using System.ComponentModel;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ratings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>How strong the agents are, and were.</summary>
internal static class RatingEndpoints
{
    public static void MapRatingEndpoints(this RouteGroupBuilder v1)
    {
        var ratings = v1.MapGroup("/leagues/{id}/ratings").WithTags("Ratings");
        ratings.MapGet("", RatingsAsync).WithOperation("listRatings", "The agents' ratings now, in the order of the table", 400, 404);
        ratings.MapGet("/history", HistoryAsync).WithOperation("listRatingHistory", "The agents' ratings over the league", 400, 404);
    }

    private static async Task<Results<Ok<Page<RatingBody>>, ProblemHttpResult>> RatingsAsync(
        string id, [AsParameters] PageQuery page, OwnLeagues leagues, CancellationToken cancellationToken)
    {
        if (page.Check(first: 0, out var start) is { } fault)
            return fault;
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        var rows = (await league.SnapshotAsync(cancellationToken)).Rows;
        return TypedResults.Ok(Page<RatingBody>.From(rows, page, start, RatingBody.Of));
    }

    private static async Task<Results<Ok<Page<RatingPointBody>>, ProblemHttpResult>> HistoryAsync(
        string id, [AsParameters] PageQuery page,
        [FromQuery, Description("After complete rounds, or after each match. Default: round.")] Choice<RatingStep>? by,
        [FromQuery, Description("Only this agent's.")] string? agent,
        OwnLeagues leagues, RatingHistory history, CancellationToken cancellationToken)
    {
        if (page.Check(first: 0, out var start) is { } fault)
            return fault;
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        int? index = null;
        if (agent is not null && (index = RatingHistory.AgentOf(league, agent)) is null)
            return Problem.NotFound(RatingHistory.NoAgent(league, agent));
        var points = by?.Value == RatingStep.Match
            ? RatingHistory.Matches(league, index)
            : await history.RoundsAsync(league, index, cancellationToken).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<RatingPointBody>.From(points, page, start, point => RatingPointBody.Of(point, league)));
    }
}
