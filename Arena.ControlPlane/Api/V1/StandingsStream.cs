using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Api.V1;

/// <summary>
/// Standings as server-sent events (WHATWG HTML, 9.2): one at once, then one for every change, at most five a second. The stream
/// ends with the league's last standings; a browser that comes back with their id is told to stop.
/// </summary>
internal static class StandingsStream
{
    private const string LastEventId = "Last-Event-ID";
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    public static async Task<Results<ServerSentEventsResult<StandingsBody>, NoContent, ProblemHttpResult>> OpenAsync(
        string id, HttpRequest request, OwnLeagues leagues, RecheckDirectory rechecks, TimeProvider time,
        IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Problem.NotFound(leagues.NotFound(id));
        if (league.Ended && request.Headers[LastEventId] == IdOf(await league.SnapshotAsync(cancellationToken)))
            return TypedResults.NoContent();
        return TypedResults.ServerSentEvents(EventsAsync(league, rechecks, time, lifetime, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<StandingsBody>> EventsAsync(
        LeagueState league, RecheckDirectory rechecks, TimeProvider time, IHostApplicationLifetime lifetime,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await foreach (var snapshot in LeagueWatch.StandingsAsync(league, _interval, time, ends.Token))
        {
            var body = StandingsBody.Of(snapshot, await rechecks.TallyAsync(league, cancellationToken));
            yield return new SseItem<StandingsBody>(body) { EventId = IdOf(snapshot) };
        }
    }

    private static string IdOf(LeagueSnapshot snapshot) => $"{PhaseWord.Of(snapshot.Entry.Phase)}-{snapshot.Progress.Played}";
}
