using System.Text.Json;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Trials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Leagues that are tried without being started.</summary>
internal static class TrialEndpoints
{
    public static void MapTrialEndpoints(this RouteGroupBuilder v1) =>
        v1.MapPost("/leagues/try", TryAsync).WithTags("Leagues").WithMetadata(new TakesDocument())
            .WithOperation("tryLeague", "Plays the first matches of a league that is not started", 400, 413, 415, 429)
            .Accepts<JsonElement>("application/json")
            .WithDescription($"The body is a league document of built-in agents, {TrialRunner.MostAgents} at most. At most "
                + $"{TrialRunner.MostMatches} matches are played, for {TrialRunner.MostTime.TotalSeconds:0} seconds at most, and nothing "
                + "is written down. One league is tried at a time.");

    private static async Task<Results<Ok<TrialBody>, ProblemHttpResult>> TryAsync(
        HttpRequest request, OwnLeagues leagues, TrialRunner trials, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var document = await reader.ReadToEndAsync(cancellationToken);
        switch (await trials.PlayAsync(leagues.Read(document), cancellationToken))
        {
            case TrialOutcome.Played played:
                return TypedResults.Ok(TrialBody.Of(played.Trial));
            case TrialOutcome.Invalid invalid:
                return Problem.InvalidLeague("Nothing was played.", invalid.Faults);
            case TrialOutcome.Busy:
                request.HttpContext.Response.Headers.RetryAfter = $"{TrialRunner.MostTime.TotalSeconds:0}";
                return Problem.Of(ProblemKind.TooManyRequests, TrialOutcome.Busy.Message);
            case var other:
                throw new InvalidOperationException($"Unexpected outcome {other}.");
        }
    }
}
