using System.ComponentModel;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Leagues;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Leagues wait, go on, and end. With <c>If-Match</c>, only if nobody has changed them since.</summary>
internal static class LeagueLifeEndpoints
{
    public static void MapLeagueLifeEndpoints(this RouteGroupBuilder v1)
    {
        var league = v1.MapGroup("/leagues/{id}").WithTags("Leagues").WithIfMatch("league");
        league.MapPost("/pause", PauseAsync)
            .WithOperation("pauseLeague", "Hands out no new match until the league is resumed", 400, 404, 409, 412, 422);
        league.MapPost("/resume", ResumeAsync).WithOperation("resumeLeague", "Lets a paused league go on", 400, 404, 409, 412, 422);
        league.MapPost("/stop", StopAsync).WithOperation("stopLeague", "Ends a league for good", 400, 404, 409, 412, 422);
    }

    private static Task<Results<Ok<LeagueBody>, ProblemHttpResult>> PauseAsync(
        string id, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context, OwnLeagues leagues,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, why, context, leagues.PauseAsync, cancellationToken);

    private static Task<Results<Ok<LeagueBody>, ProblemHttpResult>> ResumeAsync(
        string id, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context, OwnLeagues leagues,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, why, context, leagues.ResumeAsync, cancellationToken);

    private static Task<Results<Ok<LeagueBody>, ProblemHttpResult>> StopAsync(
        string id, [FromQuery, Description(Requesters.WhyWanted)] string? why, HttpContext context, OwnLeagues leagues,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, why, context, leagues.StopAsync, cancellationToken);

    private static async Task<Results<Ok<LeagueBody>, ProblemHttpResult>> ChangeAsync(
        string id, string? why, HttpContext context, Func<string, long?, Requester, CancellationToken, Task<LifeOutcome>> change,
        CancellationToken cancellationToken)
    {
        if (VersionTag.ReadCondition(context.Request, "league", out var version) is { } fault)
            return fault;
        switch (await change(id, version, Requesters.Of(context, why), cancellationToken))
        {
            case LifeOutcome.Changed changed:
                var league = LeagueBody.Of(changed.Progress);
                context.Response.Headers.ETag = league.Tag;
                return TypedResults.Ok(league);
            case LifeOutcome.NotFound missing:
                return Problem.NotFound(missing.Message);
            case LifeOutcome.Stale stale:
                return Problem.Of(ProblemKind.PreconditionFailed, stale.Message, ("version", stale.Entry.Version));
            case LifeOutcome.Refused refused:
                return Problem.Conflict(refused.Message);
            case var other:
                throw new InvalidOperationException($"Unexpected outcome {other}.");
        }
    }
}
