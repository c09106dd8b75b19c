using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of replicas and what they decide. Nobody else may write to the ledger meanwhile.</summary>
public abstract class ReplicaStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    [Fact]
    public async Task Renewal_takes_what_nobody_owns_and_what_is_owned_keeps_its_epoch()
    {
        var ledger = await OpenAsync();
        var league = (await CreateAsync(ledger, "a", matches: 1)).Id;
        var first = await RenewAsync(ledger, "r", _long);
        Assert.True(first.Lapsed);
        var grant = Assert.Single(first.Grants, g => g.Scope == Grant.OfLeague(league));
        Assert.Equal(Own("r"), grant.Replica);
        Assert.Contains(first.Replicas, replica => replica.Id == Own("r"));

        var second = await RenewAsync(ledger, "r", _long);
        Assert.False(second.Lapsed);
        Assert.Contains(grant, second.Grants);
        await LeaveAsync(ledger, "r");
    }

    [Fact]
    public async Task Scopes_of_a_replica_whose_lease_is_over_go_to_another_with_a_later_epoch()
    {
        var ledger = await OpenAsync();
        var league = (await CreateAsync(ledger, "a", matches: 1)).Id;
        var old = (await RenewAsync(ledger, "r", _long)).Grants.Single(g => g.Scope == Grant.OfLeague(league));
        Assert.DoesNotContain((await RenewAsync(ledger, "s", TimeSpan.Zero)).Grants, g => g.Scope == old.Scope);

        await RenewAsync(ledger, "r", TimeSpan.Zero); // its last lease is over at once
        var taken = (await RenewAsync(ledger, "s", _long)).Grants.Single(g => g.Scope == old.Scope);
        Assert.True(taken.Epoch > old.Epoch);
        var back = await RenewAsync(ledger, "r", _long);
        Assert.True(back.Lapsed);
        Assert.DoesNotContain(back.Grants, g => g.Scope == old.Scope);
        await LeaveAsync(ledger, "r", "s");
    }

    // Whoever completed it has its last ratings to keep.
    [Fact]
    public async Task League_that_has_ended_is_not_given_back()
    {
        var ledger = await OpenAsync();
        var league = (await CreateAsync(ledger, "a", matches: 0)).Id;
        var grant = (await RenewAsync(ledger, "r", _long)).Grants.Single(g => g.Scope == Grant.OfLeague(league));
        Assert.NotNull((await ledger.Leagues.CompleteAsync(league, grant, None)).CompletedAt);
        var renewal = await RenewAsync(ledger, "r", _long);
        Assert.Contains(grant, renewal.Grants.Skip(renewal.Excess));
        Assert.Equal(0, renewal.Excess);
        await LeaveAsync(ledger, "r");
    }

    // As when the database was away for longer than a lease: there is nothing to read anew.
    [Fact]
    public async Task Replica_that_had_no_lease_while_nobody_else_had_one_has_missed_nothing()
    {
        var ledger = await OpenAsync();
        await RenewAsync(ledger, "before", TimeSpan.Zero);
        await RenewAsync(ledger, "r", TimeSpan.Zero);
        Assert.False((await RenewAsync(ledger, "r", _long)).Lapsed);
        await LeaveAsync(ledger, "r");
    }

    [Fact]
    public async Task Second_replica_gets_its_fair_share_of_what_the_first_gives_back()
    {
        var ledger = await OpenAsync();
        foreach (var league in new[] { "a", "b", "c", "d", "e" })
            await CreateAsync(ledger, league, matches: 1);
        var all = await RenewAsync(ledger, "r", _long);
        Assert.Equal(0, all.Excess);
        Assert.Empty((await RenewAsync(ledger, "s", _long)).Grants);

        var first = await RenewAsync(ledger, "r", _long);
        Assert.Equal(all.Grants.Count / 2, first.Excess);
        await ledger.Replicas.GiveAsync([.. first.Grants.Take(first.Excess)], None);
        var second = await RenewAsync(ledger, "s", _long);
        Assert.Equal(first.Excess, second.Grants.Count);
        Assert.Equal(0, (await RenewAsync(ledger, "r", _long)).Excess);
        await LeaveAsync(ledger, "r", "s");
    }

    [Fact]
    public async Task Take_gives_a_scope_to_one_of_those_who_ask_at_once()
    {
        var ledger = await OpenAsync();
        var replicas = Enumerable.Range(0, 8).Select(i => $"r{i}").ToArray();
        foreach (var replica in replicas)
            await RenewAsync(ledger, replica, _long);
        var taken = await Task.WhenAll(replicas.Select(replica => ledger.Replicas.TakeAsync(Own("scope"), Own(replica), None)));
        var grant = Assert.Single(taken, g => g is not null)!;
        Assert.Equal(grant, await ledger.Replicas.TakeAsync(Own("scope"), grant.Replica, None));
        await LeaveAsync(ledger, replicas);
        Assert.NotNull(await ledger.Replicas.TakeAsync(Own("scope"), Own("another"), None));
    }

    [Fact]
    public async Task Given_back_with_an_old_epoch_stays_with_its_owner()
    {
        var ledger = await OpenAsync();
        var grant = (await ledger.Replicas.TakeAsync(Own("scope"), Own("r"), None))!;
        await ledger.Replicas.GiveAsync([grant with { Epoch = grant.Epoch - 1 }], None);
        Assert.Equal(grant, await ledger.Replicas.TakeAsync(Own("scope"), Own("r"), None));
        await ledger.Replicas.GiveAsync([grant], None);
        Assert.True((await ledger.Replicas.TakeAsync(Own("scope"), Own("r"), None))!.Epoch > grant.Epoch);
    }

    [Fact]
    public async Task Address_that_a_replica_announces_is_known_to_all_of_them_as_long_as_it_is_there()
    {
        var ledger = await OpenAsync();
        await RenewAsync(ledger, "r", _long);
        Assert.Equal("", AddressOf(await RenewAsync(ledger, "s", _long), "r"));
        await ledger.Replicas.AnnounceAsync(Own("r"), "http://r:1", None);
        await RenewAsync(ledger, "r", _long);
        Assert.Equal("http://r:1", AddressOf(await RenewAsync(ledger, "s", _long), "r"));
        await LeaveAsync(ledger, "r");
        Assert.Null(AddressOf(await RenewAsync(ledger, "s", _long), "r"));
        await LeaveAsync(ledger, "s");
    }

    private string? AddressOf(Renewal renewal, string replica) =>
        renewal.Replicas.SingleOrDefault(entry => entry.Id == Own(replica))?.Address;

    private Task<Renewal> RenewAsync(ILedger ledger, string replica, TimeSpan lease) =>
        ledger.Replicas.RenewAsync(Own(replica), lease, None);

    private async Task LeaveAsync(ILedger ledger, params string[] replicas)
    {
        foreach (var replica in replicas)
            await ledger.Replicas.LeaveAsync(Own(replica), None);
    }
}
