using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>Pauses, resumes and stops leagues. The ledger decides; what is in memory follows, and the followers.</summary>
internal sealed partial class LeagueLife(
    ILeagueStore leagueStore, LeagueDirectory directory, LeagueFollowers followers, ILogger<LeagueLife> logger) : IDisposable
{
    // One at a time, so that memory hears of changes in the order in which the ledger made them.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task<LifeOutcome> PauseAsync(string id, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(id, LeaguePhase.Paused, leagueStore.PauseAsync, by, cancellationToken);

    public Task<LifeOutcome> ResumeAsync(string id, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(id, LeaguePhase.Running, leagueStore.ResumeAsync, by, cancellationToken);

    public Task<LifeOutcome> StopAsync(string id, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(id, LeaguePhase.Stopped, leagueStore.StopAsync, by, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<LifeOutcome> ChangeAsync(
        string id, LeaguePhase wanted, Func<string, Requester, CancellationToken, Task<LeagueEntry>> change, Requester by,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } league)
            return new LifeOutcome.NotFound(directory.NotFound(id));
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // From here on it is carried out, whether or not the caller waits for it.
            var entry = await change(id, by, CancellationToken.None);
            if (entry.Phase != wanted)
                return new LifeOutcome.Refused(entry, wanted);
            league.Enter(entry);
            await followers.ChangedAsync(league, CancellationToken.None);
            LogChanged(id, wanted);
            return new LifeOutcome.Changed(entry.HasEnded ? LeagueProgress.OfEnded(entry) : league.Progress());
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "League {League} is {Phase}")]
    private partial void LogChanged(string league, LeaguePhase phase);
}
