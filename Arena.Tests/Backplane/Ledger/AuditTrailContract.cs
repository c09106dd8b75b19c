using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of the audit trail.</summary>
public abstract class AuditTrailContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Every_change_of_a_league_that_somebody_makes_is_an_entry()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var (alice, bob) = (new Requester("alice", null, null), new Requester("bob", "why ✓", "0af7651916cd43dd8448eb211c80319c"));
        await ledger.Leagues.PauseAsync(league.Id, version: null, alice, None);
        await ledger.Leagues.ResumeAsync(league.Id, version: null, bob, None);
        await ledger.Leagues.PauseAsync(league.Id, version: null, bob, None);
        await ledger.Leagues.StopAsync(league.Id, version: null, alice, None);

        var trail = await ReadTrailAsync(ledger, $"league/{league.Id}");
        Assert.Equal(
            [("league.start", null, "running"), ("league.pause", "running", "paused"), ("league.resume", "paused", "running"),
                ("league.pause", "running", "paused"), ("league.stop", "paused", "stopped")],
            trail.Select(r => (r.Change.What, r.Change.Before, r.Change.After)));
        Assert.Equal([LedgerSteps.Requester, alice, bob, bob, alice], trail.Select(r => r.By));
        Assert.True(trail.Zip(trail.Skip(1)).All(pair => pair.First.At <= pair.Second.At && pair.First.Sequence < pair.Second.Sequence));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task What_changes_nothing_is_no_entry()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        await CreateAsync(ledger, "a", matches: 1);
        await ledger.Leagues.ResumeAsync(league.Id, version: null, LedgerSteps.Requester, None);
        await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None);
        await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None);
        await ledger.Leagues.PauseAsync(league.Id, version: null, LedgerSteps.Requester, None);
        Assert.Equal(
            ["league.start", "league.stop"], (await ReadTrailAsync(ledger, $"league/{league.Id}")).Select(r => r.Change.What));
    }

    [Fact]
    public async Task Change_of_something_else_is_kept_with_every_field()
    {
        var ledger = await OpenAsync();
        var change = new AuditChange("thing.turn", Own("thing"), "", null) { Tenant = "acme" };
        var appended = await ledger.Audit.AppendAsync(LedgerSteps.Requester, change, None);
        Assert.Equal((change, LedgerSteps.Requester), (appended.Change, appended.By));
        var read = Assert.Single(await ReadTrailAsync(ledger, change.Subject));
        Assert.Equal(appended with { Hash = read.Hash }, read);
        Assert.Equal(appended.Hash, read.Hash);
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Pages_are_of_the_newest_first_and_of_what_was_asked_for()
    {
        var ledger = await OpenAsync();
        var (mine, other) = (Own("mine"), Own("other"));
        for (var i = 0; i < 5; i++)
        {
            foreach (var subject in new[] { mine, other })
                await ledger.Audit.AppendAsync(
                    LedgerSteps.Requester, new AuditChange("n", subject, null, $"{i}") { Tenant = $"{subject}-{i % 2}" }, None);
        }

        var first = await ledger.Audit.ListAsync(new AuditQuery(2) { Subject = mine }, None);
        Assert.Equal(["4", "3"], first.Select(r => r.Change.After));
        var second = await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = mine, Before = first[^1].Sequence }, None);
        Assert.Equal(["2", "1", "0"], second.Select(r => r.Change.After));
        var odd = await ledger.Audit.ListAsync(new AuditQuery(9) { Tenant = $"{mine}-1" }, None);
        Assert.Equal(["3", "1"], odd.Select(r => r.Change.After));
        Assert.Empty(await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = mine, Before = second[^1].Sequence }, None));
    }

    [Fact]
    public async Task Entries_that_come_at_the_same_time_follow_one_another()
    {
        var ledger = await OpenAsync();
        var subject = Own("s");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => ledger.Audit.AppendAsync(LedgerSteps.Requester, new AuditChange("n", subject, null, $"{i}"), None))));
        var trail = await ReadTrailAsync(ledger, subject);
        Assert.Equal(40, trail.Select(r => r.Change.After).Distinct().Count());
        Assert.True((await ledger.Audit.HeadAsync(None))!.Records >= 40);
        Assert.Null(await FaultOfAsync(ledger));
    }

    // The oldest first.
    private static async Task<IReadOnlyList<AuditRecord>> ReadTrailAsync(ILedger ledger, string subject) =>
        [.. (await ledger.Audit.ListAsync(new AuditQuery(2_000) { Subject = subject }, None)).Reverse()];
}
