using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Who is ahead, and who did what against whom.</summary>
internal static class StandingsEndpoints
{
    public static void MapStandingsEndpoints(this RouteGroupBuilder v1)
    {
        var league = v1.MapGroup("/leagues/{id}").WithTags("Standings");
        league.MapGet("/standings", StandingsAsync).WithOperation("getStandings", "The table", 404);
        league.MapGet("/standings/stream", StandingsStream.OpenAsync)
            .WithOperation("watchStandings", "The table, and again whenever it changes, until the league has ended", 404);
        league.MapGet("/crosstable", CrosstableAsync).WithOperation("getCrosstable", "Who did what against whom", 404);
    }

    private static async Task<Results<Ok<StandingsBody>, ProblemHttpResult>> StandingsAsync(
        string id, OwnLeagues leagues, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        var snapshot = await league.SnapshotAsync(cancellationToken);
        return TypedResults.Ok(StandingsBody.Of(snapshot, await rechecks.TallyAsync(league, cancellationToken)));
    }

    private static async Task<Results<Ok<CrosstableBody>, ProblemHttpResult>> CrosstableAsync(
        string id, OwnLeagues leagues, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        return TypedResults.Ok(CrosstableBody.Of(league));
    }
}
