using System.Globalization;
using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>Leagues over HTTP: JSON under <c>/api/leagues</c>, pages for people at <c>/</c> and <c>/leagues/{id}</c>.</summary>
internal static class LeagueEndpoints
{
    public static void MapLeagues(this WebApplication app)
    {
        app.MapGet("/", (LeagueDirectory directory, ILedger ledger) => Html(LeaguePage.Index(directory.List(), ledger.Store)));
        app.MapGet("/leagues/{id}", PageAsync);
        app.MapGet("/api/leagues", (LeagueDirectory directory) => directory.List().Select(LeagueJson.From));
        app.MapGet("/api/leagues/{id}", LeagueAsync);
        app.MapGet("/api/leagues/{id}/standings", StandingsAsync);
        app.MapGet("/api/leagues/{id}/standings/stream", StandingsStream.OpenAsync);
        app.MapPost("/api/leagues", StartAsync);
        app.MapPost("/api/leagues/{id}/pause", async (string id, LeagueLife life, CancellationToken cancellationToken) =>
            ToResult(await life.PauseAsync(id, cancellationToken)));
        app.MapPost("/api/leagues/{id}/resume", async (string id, LeagueLife life, CancellationToken cancellationToken) =>
            ToResult(await life.ResumeAsync(id, cancellationToken)));
        app.MapPost("/api/leagues/{id}/stop", async (string id, LeagueLife life, CancellationToken cancellationToken) =>
            ToResult(await life.StopAsync(id, cancellationToken)));
    }

    private static async Task<IResult> PageAsync(string id, LeagueDirectory directory, CancellationToken cancellationToken) =>
        await directory.FindAsync(id, cancellationToken) is { } league
            ? Html(LeaguePage.League(await league.SnapshotAsync(cancellationToken)))
            : Results.Content(LeaguePage.NotFound(id), "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound);

    private static async Task<IResult> LeagueAsync(string id, LeagueDirectory directory, CancellationToken cancellationToken) =>
        await directory.FindAsync(id, cancellationToken) is { } league ? Results.Ok(LeagueJson.From(league.Progress())) : NotFound(id, directory);

    private static async Task<IResult> StandingsAsync(string id, LeagueDirectory directory, CancellationToken cancellationToken) =>
        await directory.FindAsync(id, cancellationToken) is { } league ? Results.Ok(StandingsJson.From(await league.SnapshotAsync(cancellationToken))) : NotFound(id, directory);

    private static async Task<IResult> StartAsync(
        HttpRequest request, LeagueStarter starter, string? id, string? seed, CancellationToken cancellationToken)
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
        return await starter.StartAsync(document, id, parsed, cancellationToken) switch
        {
            StartOutcome.Started started => Results.Created($"/api/leagues/{started.State.Id}", LeagueJson.From(started.State.Progress())),
            StartOutcome.Taken taken => Problem(StatusCodes.Status409Conflict, taken.Message),
            StartOutcome.Invalid invalid => Results.Problem(
                "The league document has faults; nothing was started.", statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["faults"] = invalid.Faults.Select(f => new { f.Path, f.Message }) }),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    private static IResult ToResult(LifeOutcome outcome) => outcome switch
    {
        LifeOutcome.Changed changed => Results.Ok(LeagueJson.From(changed.Progress)),
        LifeOutcome.NotFound missing => Problem(StatusCodes.Status404NotFound, missing.Message),
        LifeOutcome.Refused refused => Problem(StatusCodes.Status409Conflict, refused.Message),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };

    internal static IResult NotFound(string id, LeagueDirectory directory) => Problem(StatusCodes.Status404NotFound, directory.NotFound(id));

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");
}
