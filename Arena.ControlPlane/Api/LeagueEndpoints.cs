using System.Globalization;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;

namespace Arena.ControlPlane.Api;

/// <summary>Leagues over HTTP, as JSON under <c>/api/leagues</c>.</summary>
internal static class LeagueEndpoints
{
    public static void MapLeagueEndpoints(this WebApplication app)
    {
        app.MapGet("/api/leagues", (OwnLeagues leagues) => leagues.List().Select(LeagueBody.Of));
        app.MapGet("/api/leagues/{id}", LeagueAsync);
        app.MapGet("/api/leagues/{id}/standings", StandingsAsync);
        app.MapGet("/api/leagues/{id}/standings/stream", StandingsStream.OpenAsync);
        app.MapPost("/api/leagues", StartAsync);
        app.MapPost("/api/leagues/{id}/pause", async (string id, OwnLeagues leagues, CancellationToken cancellationToken) =>
            ToResult(await leagues.PauseAsync(id, cancellationToken)));
        app.MapPost("/api/leagues/{id}/resume", async (string id, OwnLeagues leagues, CancellationToken cancellationToken) =>
            ToResult(await leagues.ResumeAsync(id, cancellationToken)));
        app.MapPost("/api/leagues/{id}/stop", async (string id, OwnLeagues leagues, CancellationToken cancellationToken) =>
            ToResult(await leagues.StopAsync(id, cancellationToken)));
    }

    private static async Task<IResult> LeagueAsync(string id, OwnLeagues leagues, CancellationToken cancellationToken)
    {
        var league = await leagues.FindAsync(id, cancellationToken);
        return league is null ? leagues.NotFoundResult(id) : Results.Ok(LeagueBody.Of(league.Progress()));
    }

    private static async Task<IResult> StandingsAsync(
        string id, OwnLeagues leagues, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return leagues.NotFoundResult(id);
        var snapshot = await league.SnapshotAsync(cancellationToken);
        return Results.Ok(StandingsBody.Of(snapshot, await rechecks.TallyAsync(league, cancellationToken)));
    }

    private static async Task<IResult> StartAsync(
        HttpRequest request, OwnLeagues leagues, string? id, string? seed, CancellationToken cancellationToken)
    {
        ulong? parsed = null;
        if (seed is not null)
        {
            if (!ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return Problem(StatusCodes.Status400BadRequest, $"seed: '{seed}' is not a whole number from 0 to {ulong.MaxValue}");
            parsed = value;
        }

        using var reader = new StreamReader(request.Body);
        var document = await reader.ReadToEndAsync(cancellationToken);
        return ToResult(await leagues.StartAsync(document, id, parsed, cancellationToken));
    }

    private static IResult ToResult(StartOutcome outcome) => outcome switch
    {
        StartOutcome.Started started => Created(LeagueBody.Of(started.State.Progress())),
        StartOutcome.Taken taken => Problem(StatusCodes.Status409Conflict, taken.Message),
        StartOutcome.Invalid invalid => Results.Problem(
            "The league document has faults; nothing was started.", statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?> { ["faults"] = invalid.Faults.Select(f => new { f.Path, f.Message }) }),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };

    private static IResult ToResult(LifeOutcome outcome) => outcome switch
    {
        LifeOutcome.Changed changed => Results.Ok(LeagueBody.Of(changed.Progress)),
        LifeOutcome.NotFound missing => Problem(StatusCodes.Status404NotFound, missing.Message),
        LifeOutcome.Refused refused => Problem(StatusCodes.Status409Conflict, refused.Message),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };

    private static IResult Created(LeagueBody league) => Results.Created($"/api/leagues/{league.Id}", league);

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
