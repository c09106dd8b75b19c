using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>All followers, as one.</summary>
internal sealed class LeagueFollowers(IEnumerable<ILeagueFollower> followers)
{
    private readonly ILeagueFollower[] _followers = [.. followers];

    public async ValueTask ChangedAsync(LeagueState league, CancellationToken cancellationToken)
    {
        foreach (var follower in _followers)
            await follower.OnChangedAsync(league, cancellationToken);
    }

    public async ValueTask ResultsAsync(LeagueState league, IReadOnlyList<LedgerResult> results, CancellationToken cancellationToken)
    {
        foreach (var follower in _followers)
            await follower.OnResultsAsync(league, results, cancellationToken);
    }

    public bool AreDone(LeagueState league) => Array.TrueForAll(_followers, follower => follower.IsDone(league));
}
