using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// Goes on from what happens in leagues. Followers are told one after the other, in the order of their registration, and may be
/// told the same again: after a failure, or after a restart.
/// </summary>
internal interface ILeagueFollower
{
    /// <summary>
    /// A league has begun or was read when the process started, has more tasks than it had, or was paused, resumed or stopped.
    /// </summary>
    ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A league has taken in these results; some of them may be known already.</summary>
    ValueTask OnResultsAsync(LeagueState league, IReadOnlyList<LedgerResult> results, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    /// <summary>A replica has recorded what nodes found of this league's matches.</summary>
    ValueTask OnRecheckedAsync(LeagueState league, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Whether nothing is left to do about a league's results; a league is completed when all are done with it.</summary>
    bool IsDone(LeagueState league) => true;
}
