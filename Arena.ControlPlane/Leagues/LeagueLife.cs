using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>Pauses, resumes and stops leagues. The ledger decides; what is in memory follows, and the followers.</summary>
internal sealed partial class LeagueLife(
    ILeagueStore leagueStore, LeagueDirectory directory, LeagueFollowers followers, LedgerSignal signal,
    ILogger<LeagueLife> logger) : IDisposable
{
    // One at a time, so that memory hears of changes in the order in which the ledger made them.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="id">The league.</param>
    /// <param name="version">Only if this is the version of its entry; null for whatever it is.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting for others' changes.</param>
    public Task<LifeOutcome> PauseAsync(string id, long? version, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(id, LeaguePhase.Paused, leagueStore.PauseAsync, version, by, cancellationToken);

    public Task<LifeOutcome> ResumeAsync(string id, long? version, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(id, LeaguePhase.Running, leagueStore.ResumeAsync, version, by, cancellationToken);

    public Task<LifeOutcome> StopAsync(string id, long? version, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(id, LeaguePhase.Stopped, leagueStore.StopAsync, version, by, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<LifeOutcome> ChangeAsync(
        string id, LeaguePhase wanted, Func<string, long?, Requester, CancellationToken, Task<LeagueEntry>> change, long? version,
        Requester by, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } league)
            return new LifeOutcome.NotFound(directory.NotFound(id));
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // From here on it is carried out, whether or not the caller waits for it.
            var entry = await change(id, version, by, CancellationToken.None);
            if (entry.Phase != wanted)
                return new LifeOutcome.Refused(entry, wanted);
            league.Enter(entry);
            await followers.ChangedAsync(league, CancellationToken.None);
            signal.Set(); // so that watchers hear of it at once also where no other store says so
            LogChanged(id, wanted);
            return new LifeOutcome.Changed(entry.HasEnded ? LeagueProgress.OfEnded(entry) : league.Progress());
        }
        catch (StaleVersionException stale)
        {
            return new LifeOutcome.Stale(stale.Entry, version!.Value);
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "League {League} is {Phase}")]
    private partial void LogChanged(string league, LeaguePhase phase);
}
