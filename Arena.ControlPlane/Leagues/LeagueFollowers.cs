using System.Runtime.ExceptionServices;
using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>All followers, as one.</summary>
internal sealed class LeagueFollowers(IEnumerable<ILeagueFollower> followers)
{
    private readonly ILeagueFollower[] _followers = [.. followers];

    public Task ChangedAsync(LeagueState league, CancellationToken cancellationToken) =>
        TellAsync(follower => follower.OnChangedAsync(league, cancellationToken));

    public Task ResultsAsync(LeagueState league, IReadOnlyList<LedgerResult> results, CancellationToken cancellationToken) =>
        TellAsync(follower => follower.OnResultsAsync(league, results, cancellationToken));

    public Task RecheckedAsync(LeagueState league, CancellationToken cancellationToken) =>
        TellAsync(follower => follower.OnRecheckedAsync(league, cancellationToken));

    public bool AreDone(LeagueState league) => Array.TrueForAll(_followers, follower => follower.IsDone(league));

    // All of them, also when one fails: those behind it must not wait for what it wanted.
    private async Task TellAsync(Func<ILeagueFollower, ValueTask> tell)
    {
        ExceptionDispatchInfo? failure = null;
        foreach (var follower in _followers)
        {
            try
            {
                await tell(follower);
            }
            catch (Exception failed)
            {
                failure ??= ExceptionDispatchInfo.Capture(failed);
            }
        }

        failure?.Throw();
    }
}
