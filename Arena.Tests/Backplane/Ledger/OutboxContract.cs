using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of what happened. Nobody else may write to the ledger meanwhile.</summary>
public abstract class OutboxContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    [Fact]
    public async Task Outbox_has_each_change_of_a_league_once()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        var id = (await CreateAsync(ledger, "a", matches: 2)).Id;
        var leagues = ledger.Leagues;
        foreach (var change in new[] { leagues.PauseAsync, leagues.ResumeAsync, leagues.StopAsync })
        {
            await change(id, null, LedgerSteps.Requester, None);
            await change(id, null, LedgerSteps.Requester, None);
        }

        Assert.Equal(
            [LedgerEventKind.LeagueCreated, LedgerEventKind.LeaguePaused, LedgerEventKind.LeagueResumed, LedgerEventKind.LeagueStopped],
            (await ledger.Outbox.ReadAsync(0, 10, None)).Select(e => e.Kind));
        await ledger.Replicas.LeaveAsync(Own("r"), None);
    }

    [Fact]
    public async Task Outbox_has_every_event_once_in_order_until_acknowledged()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 2);
        await ledger.Results.RecordAsync([Result(league, tasks[1]), Result(league, tasks[1]), Result(league, tasks[0])], None);
        await LedgerSteps.CompleteAsync(ledger, league.Id);

        var events = await ledger.Outbox.ReadAsync(0, 10, None);
        Assert.Equal(
            [
                LedgerEventKind.LeagueCreated, LedgerEventKind.ResultRecorded,
                LedgerEventKind.ResultRecorded, LedgerEventKind.LeagueCompleted,
            ],
            events.Select(e => e.Kind));
        Assert.Equal([1, 0], events.Where(e => e.Result is not null).Select(e => e.Result!.Result.Index));
        Assert.All(events, e => Assert.Equal(league.Id, e.LeagueId));

        Assert.Equal(events[2].Id, (await ledger.Outbox.ReadAsync(events[1].Id, 1, None)).Single().Id);
        await ledger.Outbox.AcknowledgeAsync(Own("r"), events[1].Id, keep: 0, None);
        Assert.Equal(events[2].Id, (await ledger.Outbox.ReadAsync(0, 1, None)).Single().Id);
        await ledger.Replicas.LeaveAsync(Own("r"), None);
    }

    [Fact]
    public async Task Event_is_kept_until_every_replica_with_a_lease_has_taken_it_in()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        await ledger.Replicas.RenewAsync(Own("other"), _long, None);
        await CreateAsync(ledger, "a", matches: 1);
        var created = (await ledger.Outbox.ReadAsync(0, 9, None)).Single();
        await ledger.Outbox.AcknowledgeAsync(Own("r"), created.Id, keep: 0, None);
        Assert.Equal(created.Id, (await ledger.Outbox.ReadAsync(0, 9, None)).Single().Id);

        await ledger.Replicas.LeaveAsync(Own("other"), None);
        await ledger.Outbox.AcknowledgeAsync(Own("r"), created.Id, keep: 0, None);
        Assert.Empty(await ledger.Outbox.ReadAsync(0, 9, None));
        await ledger.Replicas.LeaveAsync(Own("r"), None);
    }

    private async Task DrainAsync(ILedger ledger)
    {
        await ledger.Replicas.RenewAsync(Own("r"), _long, None);
        while (await ledger.Outbox.ReadAsync(0, 1_000, None) is { Count: > 0 } events)
            await ledger.Outbox.AcknowledgeAsync(Own("r"), events[^1].Id, keep: 0, None);
    }

    [Fact]
    public async Task Newest_events_stay_for_those_who_have_missed_them()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        for (var league = 0; league < 4; league++)
            await CreateAsync(ledger, $"l{league}", matches: 1);
        var events = await ledger.Outbox.ReadAsync(0, 9, None);
        await ledger.Outbox.AcknowledgeAsync(Own("r"), events[^1].Id, keep: (int)(events[3].Id - events[1].Id), None);
        Assert.Equal(events.Skip(2).Select(e => e.Id), (await ledger.Outbox.ReadAsync(0, 9, None)).Select(e => e.Id));
        await ledger.Outbox.AcknowledgeAsync(Own("r"), events[^1].Id, keep: 1_000, None);
        Assert.Equal(2, (await ledger.Outbox.ReadAsync(0, 9, None)).Count);
        await ledger.Replicas.LeaveAsync(Own("r"), None);
    }
}
