using System.ComponentModel;
using System.Text.Json;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Idempotency;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Leagues;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Leagues, and how they are started.</summary>
internal static class LeagueEndpoints
{
    public static void MapLeagueEndpoints(this RouteGroupBuilder v1)
    {
        var leagues = v1.MapGroup("/leagues").WithTags("Leagues");
        leagues.MapGet("", List).WithOperation("listLeagues", "All leagues, the newest first", 400);
        leagues.MapPost("", StartAsync).WithMetadata(new TakesDocument())
            .WithOperation("startLeague", "Starts a league", 400, 409, 413, 415, 422)
            .Accepts<JsonElement>("application/json")
            .WithDescription("The body is a league document, as docs/leagues.md describes it. With any fault "
                + "nothing is started, and \"faults\" of the answer has each with its JSON path.");
        leagues.MapGet("/{id}", GetAsync).WithOperation("getLeague", "A league and how far it has come", 404);
        leagues.MapGet("/{id}/document", DocumentAsync).WithOperation("getLeagueDocument", "What the league was started with", 404);
    }

    private static Results<Ok<Page<LeagueBody>>, ProblemHttpResult> List(
        OwnLeagues leagues, [AsParameters] PageQuery page,
        [FromQuery, Description("Only those in this state.")] Choice<LeaguePhase>? state)
    {
        if (page.Check(LeagueKey.Parse, out var after) is { } fault)
            return fault;
        var read = leagues.List()
            .Where(league => state is null || league.Entry.Phase == state.Value.Value)
            .Where(league => after is not { } key || key.IsBefore(LeagueKey.Of(league)))
            .Take(page.Read).ToArray();
        return TypedResults.Ok(Page<LeagueBody>.Of(read, page, LeagueBody.Of, league => LeagueKey.Of(league).ToString()));
    }

    private static async Task<Results<Ok<LeagueBody>, ProblemHttpResult>> GetAsync(
        string id, OwnLeagues leagues, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        return TypedResults.Ok(LeagueBody.Of(league.Progress()));
    }

    private static async Task<Results<Ok<JsonElement>, ProblemHttpResult>> DocumentAsync(
        string id, OwnLeagues leagues, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        return TypedResults.Ok(JsonElement.Parse(league.Entry.Document));
    }

    private static async Task<Results<Created<LeagueBody>, ProblemHttpResult>> StartAsync(
        HttpRequest request, OwnLeagues leagues,
        [FromQuery, Description($"An id of the caller's choice ({LeagueId.Wanted}); without one, one is made.")] string? id,
        [FromQuery, Description("Instead of the document's seed.")] ulong? seed,
        [FromQuery, Description(Requesters.WhyWanted)] string? why,
        CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var document = await reader.ReadToEndAsync(cancellationToken);
        var (call, by) = (Idempotent.TokenOf(request.HttpContext), Requesters.Of(request.HttpContext, why));
        return await leagues.StartAsync(document, id, seed, call, by, cancellationToken) switch
        {
            StartOutcome.Started started => Created(request.HttpContext, LeagueBody.Of(started.State.Progress())),
            StartOutcome.SwitchedOff off => Problem.Of(ProblemKind.SwitchedOff, off.Message),
            StartOutcome.QuotaExceeded exceeded => Problem.QuotaExceeded(exceeded.Quota),
            StartOutcome.Taken taken => Problem.Conflict(taken.Message),
            StartOutcome.Invalid invalid => Problem.InvalidLeague("Nothing was started.", invalid.Faults),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    private static Created<LeagueBody> Created(HttpContext context, LeagueBody league)
    {
        context.Response.Headers.ETag = league.Tag;
        return TypedResults.Created($"/v1/leagues/{league.Id}", league);
    }
}
