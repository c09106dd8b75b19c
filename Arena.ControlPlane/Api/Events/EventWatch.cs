using System.Runtime.CompilerServices;
using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Api.Events;

/// <summary>A part of what a watcher is told.</summary>
/// <param name="Events">What happened; none when it is time for a sign of life.</param>
/// <param name="Missed">Whether something was missed that is not kept any more.</param>
/// <param name="Last">Where the watcher is after these.</param>
internal sealed record WatchedEvents(IReadOnlyList<LeagueEvent> Events, bool Missed, long Last);

/// <summary>Follows the feed for one watcher, whatever carries it.</summary>
internal static class EventWatch
{
    private const int Most = 256;

    /// <param name="isWanted">Which of them.</param>
    /// <param name="after">Where to begin: see <see cref="EventFeed.Read"/>.</param>
    /// <param name="quiet">After how long without an event an empty part is given.</param>
    public static async IAsyncEnumerable<WatchedEvents> Async(
        EventFeed feed, Func<LeagueEvent, bool> isWanted, long after, TimeSpan quiet, TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var spoke = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            var (events, isWhole, changed) = feed.Read(after, Most);
            LeagueEvent[] wanted = isWhole ? [.. events.Where(isWanted)] : [];
            if (!isWhole)
                after = feed.Last; // what is read anew has all of these
            else if (events.Count > 0)
                after = events[^1].Id;

            // What happens to others is no sign of life.
            var left = quiet - time.GetElapsedTime(spoke);
            if (isWhole && wanted.Length == 0 && left > TimeSpan.Zero)
            {
                if (events.Count == 0)
                    await changed.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            yield return new WatchedEvents(wanted, Missed: !isWhole, after);
            spoke = time.GetTimestamp();
        }
    }
}
