using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of what happened. Nobody else may write to the ledger meanwhile.</summary>
public abstract class OutboxContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Outbox_has_each_change_of_a_league_once()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        var id = (await CreateAsync(ledger, "a", matches: 2)).Id;
        var leagues = ledger.Leagues;
        foreach (var change in new[] { leagues.PauseAsync, leagues.ResumeAsync, leagues.StopAsync })
        {
            await change(id, None);
            await change(id, None);
        }

        Assert.Equal(
            [LedgerEventKind.LeagueCreated, LedgerEventKind.LeaguePaused, LedgerEventKind.LeagueResumed, LedgerEventKind.LeagueStopped],
            (await ledger.Outbox.ReadAsync(10, None)).Select(e => e.Kind));
    }

    [Fact]
    public async Task Outbox_has_every_event_once_in_order_until_acknowledged()
    {
        var ledger = await OpenAsync();
        await DrainAsync(ledger);
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await ledger.Tasks.ClaimAsync(league.Id, "s", 2, [], None);
        await ledger.Results.RecordAsync([Result(league, tasks[1]), Result(league, tasks[1]), Result(league, tasks[0])], None);
        await ledger.Leagues.CompleteAsync(league.Id, None);

        var events = await ledger.Outbox.ReadAsync(10, None);
        Assert.Equal(
            [
                LedgerEventKind.LeagueCreated, LedgerEventKind.ResultRecorded,
                LedgerEventKind.ResultRecorded, LedgerEventKind.LeagueCompleted,
            ],
            events.Select(e => e.Kind));
        Assert.Equal([1, 0], events.Where(e => e.Result is not null).Select(e => e.Result!.Result.Index));
        Assert.All(events, e => Assert.Equal(league.Id, e.LeagueId));

        await ledger.Outbox.AcknowledgeAsync(events[1].Id, None);
        Assert.Equal(events[2].Id, (await ledger.Outbox.ReadAsync(1, None)).Single().Id);
    }

    private static async Task DrainAsync(ILedger ledger)
    {
        while (await ledger.Outbox.ReadAsync(1_000, None) is { Count: > 0 } events)
            await ledger.Outbox.AcknowledgeAsync(events[^1].Id, None);
    }
}
