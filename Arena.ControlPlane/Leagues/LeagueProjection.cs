using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Replicas;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// Follows the outbox: every recorded result reaches its league's state and the followers, whichever replica took it in. Of leagues that
/// this replica decides about, it adds the next round's tasks when a round is complete, and completes a league whose last result came in
/// when all followers are done with it.
/// At least once: an event is acknowledged after it was applied, and applying it again changes nothing.
/// </summary>
internal sealed partial class LeagueProjection(
    ILeagueStore leagueStore, ITaskStore taskStore, IOutbox outbox, Membership membership, Ownership ownership,
    LeagueDirectory directory, LeagueFollowers followers, LeagueLife life, EventFeed feed, IChain chain, LedgerSignal signal,
    LeagueInstruments instruments, Guards guards, TimeProvider time, ILogger<LeagueProjection> logger) : BackgroundService
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(1);

    private long _readTo;
    private long _lapses;

    /// <summary>Loads before the host goes on, so that nobody asks for a league that is not there yet.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        instruments.Observe(directory);
        await DecideAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        while (true)
        {
            if (await guard.ExecuteAsync(FollowAsync, stoppingToken) < BatchSize)
                await signal.WaitAsync(_poll, time, stoppingToken);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // Before: if it lapses meanwhile, everything is read once more.
        _lapses = membership.Lapses;
        feed.Ledger = (await chain.HeadAsync(cancellationToken))?.Ledger ?? "";
        var kept = await ReadKeptAsync(cancellationToken);
        foreach (var fault in await directory.LoadAsync(cancellationToken))
            LogAltered(fault);
        feed.Publish(kept.Select(LeagueEvent.Of));
        _readTo = kept.Count > 0 ? kept[^1].Id : 0;
        foreach (var league in directory.Running)
            await followers.ChangedAsync(league, cancellationToken);
    }

    // What came of them is in what is loaded after this; they are for those who watch.
    private async Task<List<LedgerEvent>> ReadKeptAsync(CancellationToken cancellationToken)
    {
        var kept = new List<LedgerEvent>();
        while (await outbox.ReadAsync(kept.Count > 0 ? kept[^1].Id : 0, BatchSize, cancellationToken) is { Count: > 0 } events)
            kept.AddRange(events);
        return kept;
    }

    private async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        if (membership.Lapses != _lapses)
            await LoadAsync(cancellationToken);
        var events = await outbox.ReadAsync(_readTo, BatchSize, cancellationToken);
        foreach (var altered in events.Where(e => e.Result?.Fault is not null))
            LogAltered(altered.Result!.Fault!);
        foreach (var group in events.GroupBy(e => e.LeagueId))
        {
            if (await directory.FindAsync(group.Key, cancellationToken) is { } league)
                await ApplyAsync(league, [.. group], cancellationToken);
        }

        await DecideAsync(cancellationToken);
        if (events.Count > 0)
        {
            feed.Publish(events.Select(LeagueEvent.Of));
            await outbox.AcknowledgeAsync(membership.Id, events[^1].Id, EventFeed.Kept, cancellationToken);
            _readTo = events[^1].Id;
        }

        return events.Count;
    }

    private async Task ApplyAsync(LeagueState league, LedgerEvent[] events, CancellationToken cancellationToken)
    {
        LedgerResult[] results = [.. events.Where(e => e.Result is { Fault: null }).Select(e => e.Result!)];
        if (results.Length > 0)
        {
            league.Apply(results);
            await followers.ResultsAsync(league, results, cancellationToken);
        }

        // Whoever changed its life, here or at another replica.
        if (Array.Exists(events, e => e.Kind is not (LedgerEventKind.ResultRecorded or LedgerEventKind.Rechecked)))
        {
            if (await leagueStore.FindAsync(league.Id, cancellationToken) is { } entry)
                league.Enter(entry);
            await followers.ChangedAsync(league, cancellationToken);
        }

        if (Array.Exists(events, e => e.Kind is LedgerEventKind.Rechecked))
            await followers.RecheckedAsync(league, cancellationToken);
    }

    private async Task DecideAsync(CancellationToken cancellationToken)
    {
        foreach (var league in directory.Running)
            await ownership.DecideAsync(Grant.OfLeague(league.Id), grant => DecideAsync(league, grant, cancellationToken));
    }

    private async Task DecideAsync(LeagueState league, Grant grant, CancellationToken cancellationToken)
    {
        if (await AddRoundAsync(league, grant, cancellationToken))
            await followers.ChangedAsync(league, cancellationToken);
        if (league.Remaining == 0)
        {
            if (followers.AreDone(league))
                await CompleteAsync(league, grant, cancellationToken);
        }
        else if (!league.IsStopping && league.Sprt?.Verdict is { } verdict)
        {
            await life.StopAsync(league.Id, version: null, Requester.Of(Requester.Sprt, verdict), cancellationToken);
        }
    }

    // Returns whether there may be new tasks. A round that was offered before, by a try that heard no answer, in a former life or by
    // another replica, is offered again, which adds nothing; followers are told again, since that try may have told nobody.
    private async Task<bool> AddRoundAsync(LeagueState league, Grant grant, CancellationToken cancellationToken)
    {
        var pairings = league.NewPairings();
        if (pairings.Count == 0)
            return false;
        await taskStore.AddAsync(league.Id, [.. pairings.Select(LeagueTasks.Of)], grant, cancellationToken);
        league.TasksAdded(pairings[^1].Index + 1);
        return true;
    }

    private async Task CompleteAsync(LeagueState league, Grant grant, CancellationToken cancellationToken)
    {
        var entry = await leagueStore.CompleteAsync(league.Id, grant, cancellationToken);
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
