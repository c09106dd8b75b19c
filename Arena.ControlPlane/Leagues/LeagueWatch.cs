using System.Runtime.CompilerServices;

namespace Arena.ControlPlane.Leagues;

internal static class LeagueWatch
{
    /// <summary>
    /// A league's standings at once, and then whenever they changed, at most once in an interval. Ends with those of the
    /// league that has ended, or when it is cancelled.
    /// </summary>
    public static async IAsyncEnumerable<LeagueSnapshot> StandingsAsync(
        LeagueState league, TimeSpan interval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LeagueSnapshot? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var snapshot = await league.SnapshotAsync(CancellationToken.None);
            if (!ReferenceEquals(snapshot, last))
                yield return snapshot;
            if (snapshot.Entry.HasEnded)
                yield break;
            last = snapshot;
            await snapshot.Changed.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!league.Ended)
                await Task.Delay(interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
