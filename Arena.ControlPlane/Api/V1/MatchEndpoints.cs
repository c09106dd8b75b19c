using System.Text.Json;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Matches that were played, and what there is to prove them.</summary>
internal static class MatchEndpoints
{
    public static void MapMatchEndpoints(this RouteGroupBuilder v1)
    {
        var matches = v1.MapGroup("/leagues/{id}/matches").WithTags("Matches");
        matches.MapGet("", ListAsync).WithOperation("listMatches", "A league's recorded matches in the order of the ledger", 400, 404);
        matches.MapGet("/{index}", GetAsync).WithOperation("getMatch", "One match", 400, 404);
        matches.MapGet("/{index}/record", RecordAsync)
            .WithOperation("getMatchRecord", "The match as evidence: all that is needed to play it again", 400, 404)
            .WithDescription("As docs/match-records.md describes it, and \"arena replay FILE\" reads it.");
        matches.MapGet("/{index}/replay", ReplayAsync)
            .WithOperation("replayMatch", "Plays the match again, and says where record and re-execution differ", 400, 404, 503);
        matches.MapGet("/{index}/recheck", RecheckAsync)
            .WithOperation("getMatchRecheck", "What other nodes have found when they played the match again", 400, 404);
    }

    private static async Task<Results<Ok<Page<MatchBody>>, ProblemHttpResult>> ListAsync(
        string id, [AsParameters] PageQuery page, OwnLeagues leagues, IResultStore results, CancellationToken cancellationToken)
    {
        if (page.Check(first: 0, out var after) is { } fault)
            return fault;
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        var read = await results.ReadAsync(league.Id, after, page.Read, cancellationToken);
        return TypedResults.Ok(Page<MatchBody>.Of(
            read, page,
            result => MatchBody.Of(result, league.Definition, league.PairingAt(result.Result.Index)),
            result => result.Sequence));
    }

    private static async Task<Results<Ok<MatchBody>, ProblemHttpResult>> GetAsync(
        string id, int index, RecordedMatches matches, CancellationToken cancellationToken)
    {
        var found = await matches.FindAsync(id, index, cancellationToken);
        if (found.Match is not { } match)
            return Problem.NotFound(found.Missing);
        return TypedResults.Ok(MatchBody.Of(match.Result, found.League!.Definition, match.Pairing));
    }

    private static async Task<Results<Ok<JsonElement>, ProblemHttpResult>> RecordAsync(
        string id, int index, RecordedMatches matches, CancellationToken cancellationToken)
    {
        var found = await matches.FindAsync(id, index, cancellationToken);
        return found.Match is { } match
            ? TypedResults.Ok(JsonElement.Parse(MatchDocumentWriter.Write(MatchDocuments.Of(match, found.League!.Definition))))
            : Problem.NotFound(found.Missing);
    }

    private static async Task<Results<Ok<ReplayBody>, ProblemHttpResult>> ReplayAsync(
        string id, int index, HttpContext context, RecordedMatches matches, Replays replays, CancellationToken cancellationToken)
    {
        var found = await matches.FindAsync(id, index, cancellationToken);
        if (found.Match is not { } match)
            return Problem.NotFound(found.Missing);
        if (await replays.RunAsync(MatchDocuments.Of(match, found.League!.Definition), cancellationToken) is { } report)
            return TypedResults.Ok(ReplayBody.Of(report));
        context.Response.Headers.RetryAfter = "1";
        return Problem.Of(
            ProblemKind.Unavailable, $"{Replays.Most} replays run, or this one takes too long; arena replay has all the time.");
    }

    private static async Task<Results<Ok<MatchRecheckBody>, ProblemHttpResult>> RecheckAsync(
        string id, int index, RecordedMatches matches, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        var found = await matches.FindAsync(id, index, cancellationToken);
        if (found.Match is null)
            return Problem.NotFound(found.Missing);
        return TypedResults.Ok(MatchRecheckBody.Of((await rechecks.GetAsync(found.League!, cancellationToken)).Of(index)));
    }
}
