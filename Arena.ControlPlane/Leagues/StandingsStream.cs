using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// Standings as server-sent events (WHATWG HTML, 9.2): one at once, then one for every change, at most five a second. The stream
/// ends with the league's last standings; a browser that comes back with their id is told to stop.
/// </summary>
internal static class StandingsStream
{
    private const string LastEventId = "Last-Event-ID";
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    public static async Task<IResult> OpenAsync(
        string id, HttpRequest request, LeagueDirectory directory, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } league)
            return LeagueEndpoints.NotFound(id, directory);
        return league.Ended && request.Headers[LastEventId] == IdOf(await league.SnapshotAsync(cancellationToken))
            ? Results.NoContent()
            : TypedResults.ServerSentEvents(EventsAsync(league, time, lifetime, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<StandingsJson>> EventsAsync(
        LeagueState league, TimeProvider time, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await foreach (var snapshot in LeagueWatch.StandingsAsync(league, _interval, time, ends.Token))
            yield return new SseItem<StandingsJson>(StandingsJson.From(snapshot)) { EventId = IdOf(snapshot) };
    }

    private static string IdOf(LeagueSnapshot snapshot) => $"{LeagueJson.Word(snapshot.Entry.Phase)}-{snapshot.Played}";
}
