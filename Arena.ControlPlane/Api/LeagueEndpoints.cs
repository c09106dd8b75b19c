using System.Globalization;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;

namespace Arena.ControlPlane.Api;

/// <summary>Leagues over HTTP, as JSON under <c>/api/leagues</c>.</summary>
internal static class LeagueEndpoints
{
    public static void MapLeagueEndpoints(this WebApplication app)
    {
        app.MapGet("/api/leagues", (LeagueDirectory directory) => directory.List().Select(LeagueBody.Of));
        app.MapGet("/api/leagues/{id}", LeagueAsync);
        app.MapGet("/api/leagues/{id}/standings", StandingsAsync);
        app.MapGet("/api/leagues/{id}/standings/stream", StandingsStream.OpenAsync);
        app.MapPost("/api/leagues", StartAsync);
        app.MapPost("/api/leagues/{id}/pause", PauseAsync);
        app.MapPost("/api/leagues/{id}/resume", ResumeAsync);
        app.MapPost("/api/leagues/{id}/stop", StopAsync);
    }

    private static async Task<IResult> LeagueAsync(string id, LeagueDirectory directory, CancellationToken cancellationToken)
    {
        var league = await directory.FindAsync(id, cancellationToken);
        return league is null ? directory.NotFoundResult(id) : Results.Ok(LeagueBody.Of(league.Progress()));
    }

    private static async Task<IResult> StandingsAsync(
        string id, LeagueDirectory directory, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } league)
            return directory.NotFoundResult(id);
        var snapshot = await league.SnapshotAsync(cancellationToken);
        return Results.Ok(StandingsBody.Of(snapshot, await rechecks.TallyAsync(league, cancellationToken)));
    }

    private static async Task<IResult> StartAsync(
        HttpRequest request, LeagueStarter starter, string? id, string? seed, string? why, CancellationToken cancellationToken)
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
        return ToResult(await starter.StartAsync(document, id, parsed, Caller.Of(request.HttpContext, why), cancellationToken));
    }

    private static async Task<IResult> PauseAsync(
        string id, string? why, LeagueLife life, HttpContext context, CancellationToken cancellationToken) =>
        ToResult(await life.PauseAsync(id, Caller.Of(context, why), cancellationToken));

    private static async Task<IResult> ResumeAsync(
        string id, string? why, LeagueLife life, HttpContext context, CancellationToken cancellationToken) =>
        ToResult(await life.ResumeAsync(id, Caller.Of(context, why), cancellationToken));

    private static async Task<IResult> StopAsync(
        string id, string? why, LeagueLife life, HttpContext context, CancellationToken cancellationToken) =>
        ToResult(await life.StopAsync(id, Caller.Of(context, why), cancellationToken));

    private static IResult ToResult(StartOutcome outcome) => outcome switch
    {
        StartOutcome.Started started => Results.Created($"/api/leagues/{started.State.Id}", LeagueBody.Of(started.State.Progress())),
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

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
