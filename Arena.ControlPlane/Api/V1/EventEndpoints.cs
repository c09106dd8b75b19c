using System.ComponentModel;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Events;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>What happens, as it happens, in the order of the ledger.</summary>
internal static class EventEndpoints
{
    public const string EventStreamType = "text/event-stream";
    private const string LastEventId = "Last-Event-ID";

    private const string Description =
        "Server-sent events. A client that comes back says where it was with Last-Event-ID, at whichever replica. The newest 10,000 events "
        + "are kept; who has missed others is told with an event named reset, and reads the state anew.";

    public static void MapEventEndpoints(this RouteGroupBuilder v1)
    {
        var events = v1.MapGroup("").WithTags("Events");
        events.MapGet("/events", WatchAllAsync).WithOperation("watchEvents", "What happens to all leagues", 400)
            .Produces<EventBody>(StatusCodes.Status200OK, EventStreamType).WithDescription(Description);
        events.MapGet("/leagues/{id}/events", WatchLeagueAsync)
            .WithOperation("watchLeagueEvents", "What happens to a league, until it has ended", 400, 404)
            .Produces<EventBody>(StatusCodes.Status200OK, EventStreamType).Produces(StatusCodes.Status204NoContent)
            .WithDescription(Description + " 204: the league has ended, and nothing comes any more.");
    }

    private static async Task WatchAllAsync(
        HttpContext context, OwnLeagues leagues, IOutbox outbox, EventFeed feed, EventStream stream,
        [FromHeader(Name = LastEventId), Description("The id of the last event that was seen.")] string? lastEventId,
        [FromQuery, Description("The same, for who cannot set headers. 0: all that are kept. Without either: from now on.")] string? after)
    {
        var (fault, start) = await ReadAsync(feed, outbox, lastEventId ?? after, context.RequestAborted);
        if (fault is not null)
            await fault.ExecuteAsync(context);
        else
            await stream.WriteAsync(context, leagues, league: null, start);
    }

    private static async Task WatchLeagueAsync(
        string id, HttpContext context, OwnLeagues leagues, IOutbox outbox, EventFeed feed, EventStream stream,
        [FromHeader(Name = LastEventId), Description("The id of the last event that was seen.")] string? lastEventId,
        [FromQuery, Description("The same, for who cannot set headers. 0: all that are kept. Without either: from now on.")] string? after,
        CancellationToken cancellationToken)
    {
        var (fault, start) = await ReadAsync(feed, outbox, lastEventId ?? after, cancellationToken);
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            await Problem.NotFound(leagues.NotFound(id)).ExecuteAsync(context);
        else if (fault is not null)
            await fault.ExecuteAsync(context);
        else if (league.Ended && start is { } from && !await HasMoreAsync(outbox, feed, league.Id, from, cancellationToken))
            context.Response.StatusCode = StatusCodes.Status204NoContent; // a browser does not come back after that
        else
            await stream.WriteAsync(context, leagues, league, start);
    }

    // Null for an id of another ledger, or of one that was lost: then the stream begins with a reset.
    private static async Task<(IResult? Fault, long? Start)> ReadAsync(
        EventFeed feed, IOutbox outbox, string? text, CancellationToken cancellationToken)
    {
        if (text is null)
            return (null, feed.Last);
        if (EventMark.IsOne(text))
            return (null, await EventMark.ReadAsync(feed, outbox, text, cancellationToken));
        return (Problem.BadRequest($"{LastEventId}: found {text.Length} characters; wanted the id of an event, or {EventMark.All}."), null);
    }

    // Its end may be in the ledger and not yet in the feed.
    private static async Task<bool> HasMoreAsync(
        IOutbox outbox, EventFeed feed, string leagueId, long after, CancellationToken cancellationToken)
    {
        var coming = await outbox.ReadAsync(feed.Last, EventFeed.Kept, cancellationToken);
        var read = feed.Read(after, int.MaxValue);
        return !read.IsWhole || coming.Any(e => e.LeagueId == leagueId && e.Id > after) || read.Events.Any(e => e.LeagueId == leagueId);
    }
}
