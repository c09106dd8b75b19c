using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// Follows the outbox: every recorded result reaches its league's state and the followers; when it completes a round, the next
/// round's tasks go to the ledger, and a league whose last result came in is completed, once all followers are done with it.
/// At least once: an event is acknowledged after it was applied, and applying it again changes nothing.
/// </summary>
internal sealed partial class LeagueProjection(
    ILeagueStore leagueStore, ITaskStore taskStore, IOutbox outbox,
    LeagueDirectory directory, LeagueFollowers followers, LedgerSignal signal, Guards guards, TimeProvider time,
    ILogger<LeagueProjection> logger) : BackgroundService
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(1);

    /// <summary>Loads before the host goes on, so that nobody asks for a league that is not there yet.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var fault in await directory.LoadAsync(cancellationToken))
            LogAltered(fault);
        foreach (var league in directory.Running)
        {
            await AddRoundAsync(league, cancellationToken);
            await followers.ChangedAsync(league, cancellationToken);
        }

        await CompleteAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerRegistration.GuardName);
        while (true)
        {
            if (await guard.ExecuteAsync(FollowAsync, stoppingToken) < BatchSize)
                await signal.WaitAsync(_poll, time, stoppingToken);
        }
    }

    private async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        var events = await outbox.ReadAsync(BatchSize, cancellationToken);
        foreach (var altered in events.Where(e => e.Result?.Fault is not null))
            LogAltered(altered.Result!.Fault!);
        foreach (var group in events.Where(e => e.Result is { Fault: null }).GroupBy(e => e.LeagueId))
        {
            // One that this process does not know was created by another, and is taken in whole when it is started here.
            if (await directory.FindAsync(group.Key, cancellationToken) is { } league)
                await ApplyAsync(league, [.. group.Select(e => e.Result!)], cancellationToken);
        }

        await CompleteAsync(cancellationToken);
        if (events.Count > 0)
            await outbox.AcknowledgeAsync(events[^1].Id, cancellationToken);
        return events.Count;
    }

    private async Task ApplyAsync(LeagueState league, IReadOnlyList<LedgerResult> results, CancellationToken cancellationToken)
    {
        league.Apply(results);
        await followers.ResultsAsync(league, results, cancellationToken);
        if (await AddRoundAsync(league, cancellationToken))
            await followers.ChangedAsync(league, cancellationToken);
    }

    // Returns whether there may be new tasks. A round that was offered before, by a try that heard no answer or in a former life, is
    // offered again, which adds nothing; followers are told again, since that try may have told nobody.
    private async Task<bool> AddRoundAsync(LeagueState league, CancellationToken cancellationToken)
    {
        var pairings = league.NewPairings();
        if (pairings.Count == 0)
            return false;
        await taskStore.AddAsync(league.Id, [.. pairings.Select(LeagueTasks.Of)], cancellationToken);
        league.TasksAdded(pairings[^1].Index + 1);
        return true;
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var league in directory.Running.Where(l => l.Remaining == 0 && followers.AreDone(l)))
            await CompleteAsync(league, cancellationToken);
    }

    private async Task CompleteAsync(LeagueState league, CancellationToken cancellationToken)
    {
        var entry = await leagueStore.CompleteAsync(league.Id, cancellationToken);
        league.Enter(entry);
        if (entry.CompletedAt is not null)
            LogCompleted(league.Id, entry.Matches, entry.Forfeited, (entry.CompletedAt.Value - entry.CreatedAt).TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault} Its league goes on without it; see arena ledger audit")]
    private partial void LogAltered(string fault);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "League {League} completed: {Matches} matches, {Forfeited} forfeited, {Seconds:0.0} s")]
    private partial void LogCompleted(string league, int matches, int forfeited, double seconds);
}
