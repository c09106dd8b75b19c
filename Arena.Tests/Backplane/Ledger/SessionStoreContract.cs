using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of the nodes' streams. Nobody else may write to the ledger meanwhile.</summary>
public abstract class SessionStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    [Fact]
    public async Task Session_that_comes_to_another_replica_keeps_what_it_names_and_its_former_one_takes_nothing()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 5);
        var session = Own("s");
        Assert.False((await LedgerSteps.OpenAsync(ledger, session, Own("old"))).Resumed);
        var held = (await ledger.Tasks.ClaimAsync(new TaskClaim(league.Id, session, Own("old"), 4), None))!;

        var opened = await LedgerSteps.OpenAsync(ledger, session, Own("new"), held[0].Id, held[2].Id, -1);
        Assert.True(opened.Resumed);
        Assert.Equal([new HeldTasks(league.Id, 2)], opened.Held);
        Assert.Equal([league.Id], opened.Released);

        Assert.Null(await ledger.Tasks.ClaimAsync(new TaskClaim(league.Id, session, Own("old"), 4), None));
        Assert.Empty(await ledger.Tasks.ReleaseAsync(session, Own("old"), [held[0].Id], None));
        Assert.Empty(await ledger.Sessions.CloseAsync(session, Own("old"), None));
        await ledger.Sessions.ReportAsync(Own("old"), new Dictionary<string, byte[]> { [session] = [9] }, None);
        Assert.Equal((Own("new"), 0), await OfAsync(ledger, session));
        await ledger.Sessions.ReportAsync(Own("new"), new Dictionary<string, byte[]> { [session] = [9] }, None);
        Assert.Equal((Own("new"), 1), await OfAsync(ledger, session));
        Assert.Equal([9], (await LedgerSteps.OpenAsync(ledger, session, Own("new"), held[0].Id, held[2].Id)).Status);

        var pending = (await ledger.Tasks.ClaimAsync(new TaskClaim(league.Id, session, Own("new"), 9), None))!;
        Assert.Equal([1, 3, 4], pending.Select(task => task.Index));
        Assert.Equal([league.Id], await ledger.Sessions.CloseAsync(session, Own("new"), None));
        Assert.Null(await OfAsync(ledger, session));
    }

    [Fact]
    public async Task Sessions_of_a_replica_without_a_lease_are_swept_when_patience_is_over()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        await ledger.Replicas.RenewAsync(Own("gone"), TimeSpan.Zero, None);
        await ledger.Replicas.RenewAsync(Own("there"), _long, None);
        foreach (var replica in new[] { "gone", "there" })
        {
            await LedgerSteps.OpenAsync(ledger, Own($"s-{replica}"), Own(replica));
            await ledger.Tasks.ClaimAsync(new TaskClaim(league.Id, Own($"s-{replica}"), Own(replica), 1), None);
        }

        await ledger.Sessions.SweepAsync(_long, None);
        Assert.NotNull(await OfAsync(ledger, Own("s-gone")));
        Assert.Contains(league.Id, await ledger.Sessions.SweepAsync(TimeSpan.Zero, None));
        Assert.Null(await OfAsync(ledger, Own("s-gone")));
        Assert.NotNull(await OfAsync(ledger, Own("s-there")));
        Assert.Equal([0], (await LedgerSteps.ClaimAsync(ledger, league.Id, Own("t"), 9)).Select(task => task.Index));
        await ledger.Replicas.LeaveAsync(Own("there"), None);
    }

    [Fact]
    public async Task Messages_come_once_and_in_order_and_not_to_a_replica_that_is_gone()
    {
        var ledger = await OpenAsync();
        await ledger.Replicas.RenewAsync(Own("r"), _long, None);
        RelayedMessage[] first = [new("s", true, [1]), new("t", false, [2, 3])];
        await ledger.Relay.PostAsync(Own("r"), first, None);
        await ledger.Relay.PostAsync(Own("r"), [new("s", true, [4])], None);
        await ledger.Relay.PostAsync(Own("gone"), first, None);
        Assert.Equal(
            [("s", true, "01"), ("t", false, "0203"), ("s", true, "04")],
            (await ledger.Relay.TakeAsync(Own("r"), None)).Select(m => (m.Session, m.IsForNode, Convert.ToHexString(m.Message))));
        Assert.Empty(await ledger.Relay.TakeAsync(Own("r"), None));
        Assert.Empty(await ledger.Relay.TakeAsync(Own("gone"), None));
        await ledger.Replicas.LeaveAsync(Own("r"), None);
    }

    // Its replica, and how long its status is; null when it is not known.
    private static async Task<(string Replica, int Status)?> OfAsync(ILedger ledger, string session) =>
        (await ledger.Sessions.ListAsync(None)).SingleOrDefault(entry => entry.Id == session) is { } entry
            ? (entry.Replica, entry.Status.Length)
            : null;
}
