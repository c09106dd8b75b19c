using System.Buffers;
using System.Text;
using System.Text.Json;
using Arena.ControlPlane.Leagues;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Api.Events;

/// <summary>
/// Events as server-sent events (WHATWG HTML, 9.2): a comment in every quiet quarter of a minute, so that nobody between takes the
/// connection for dead, and <c>reset</c> where something was missed that is not kept any more. An event is written once for all who watch.
/// </summary>
internal sealed class EventStream(
    EventFeed feed, LeagueDirectory directory, IOptions<JsonOptions> json, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const string Missed = "Events were missed that are not kept any more; read the state anew.";

    /// <param name="leagues">Those of whoever watches.</param>
    /// <param name="league">Whose events; null for all. The stream ends with the league.</param>
    /// <param name="after">Where to go on; null for what this feed does not know.</param>
    public async Task WriteAsync(HttpContext context, OwnLeagues leagues, LeagueState? league, long? after)
    {
        var response = context.Response;
        ServerSentEvents.Begin(context);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);

        // From here on whoever comes back says where it was, also when nothing has happened yet.
        var start = after ?? feed.Last;
        await WriteAsync(response, after is null ? Reset(start) : Place(start), ends.Token);
        if (after is null && league is { Ended: true })
            return; // what is read anew has everything
        await foreach (var part in EventWatch.Async(feed, IsWanted, start, ServerSentEvents.Quiet, time, ends.Token))
        {
            if (part.Missed)
                response.BodyWriter.Write(Reset(part.Last));
            if (part.Events.Count == 0 && !part.Missed)
                response.BodyWriter.Write(ServerSentEvents.Comment);
            foreach (var happened in part.Events)
                response.BodyWriter.Write(happened.Frame ??= await FrameAsync(happened, ends.Token));
            await response.BodyWriter.FlushAsync(ends.Token);
            if (league is not null && (part.Events.Any(e => e.EndsLeague) || (part.Missed && league.Ended)))
                return;
        }

        bool IsWanted(LeagueEvent happened) => league is null ? leagues.Has(happened.LeagueId) : happened.LeagueId == league.Id;
    }

    private static async Task WriteAsync(HttpResponse response, byte[] frame, CancellationToken cancellationToken)
    {
        response.BodyWriter.Write(frame);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    // An id without data is no event, but where a client says that it was.
    private byte[] Place(long id) => id == 0 ? ServerSentEvents.Comment : Bytes($"id: {EventMark.Of(feed, id)}\n\n");

    private byte[] Reset(long id) => Bytes($"id: {EventMark.Of(feed, id)}\nevent: reset\ndata: {{\"detail\":\"{Missed}\"}}\n\n");

    private async Task<byte[]> FrameAsync(LeagueEvent happened, CancellationToken cancellationToken)
    {
        var id = EventMark.Of(feed, happened.Id);
        var body = EventBody.Of(happened, id, await directory.FindAsync(happened.LeagueId, cancellationToken));
        var options = json.Value.SerializerOptions;
        var name = JsonSerializer.Serialize(body.Kind, options).Trim('"');
        return Bytes($"id: {id}\nevent: {name}\ndata: {JsonSerializer.Serialize(body, options)}\n\n");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
