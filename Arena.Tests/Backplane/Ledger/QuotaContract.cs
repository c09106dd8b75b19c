using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of tenants' quotas.</summary>
public abstract class QuotaContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly DateTimeOffset _made = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Quotas_are_set_as_a_whole_listed_and_audited_once()
    {
        var ledger = await OpenAsync();
        var tenant = await TenantAsync(ledger, TenantQuotas.None);
        var quotas = new TenantQuotas(Leagues: 5, Keys: 0);
        Assert.Equal(quotas, (await SetAsync(ledger, tenant, quotas))!.Quotas);
        Assert.Equal(quotas, (await SetAsync(ledger, tenant, quotas))!.Quotas);
        Assert.Equal(quotas, (await ledger.Tenants.ListAsync(None)).Single(listed => listed.Id == tenant).Quotas);
        await SetAsync(ledger, tenant, new TenantQuotas(Matches: 7));
        Assert.Equal(new TenantQuotas(Matches: 7), (await ledger.Tenants.ListAsync(None)).Single(listed => listed.Id == tenant).Quotas);
        await SetAsync(ledger, tenant, TenantQuotas.None);

        var trail = await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"tenant/{tenant}" }, None);
        Assert.Equal(
            [("matches 7", null), ("leagues 5, keys 0", "matches 7"), (null, "leagues 5, keys 0")],
            trail.Where(entry => entry.Change.What == "tenant.quota").Select(entry => (entry.Change.Before, entry.Change.After)));
        Assert.All(trail, entry => Assert.Equal(tenant, entry.Change.Tenant));
    }

    [Fact]
    public async Task Nobody_sets_quotas_of_the_default_tenant_or_of_none_or_negative_ones()
    {
        var ledger = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => SetAsync(ledger, ITenantStore.Default, new TenantQuotas(Leagues: 1)));
        Assert.Null(await SetAsync(ledger, Own("nobody"), new TenantQuotas(Leagues: 1)));
        var tenant = await TenantAsync(ledger, TenantQuotas.None);
        foreach (var negative in new TenantQuotas[] { new(Leagues: -1), new(Matches: -1), new(Keys: -1) })
            await Assert.ThrowsAsync<ArgumentException>(() => SetAsync(ledger, tenant, negative));
        Assert.Equal(TenantQuotas.None, (await ledger.Tenants.ListAsync(None)).Single(listed => listed.Id == tenant).Quotas);
    }

    [Fact]
    public async Task League_beyond_the_quota_is_refused_whole_until_another_has_ended()
    {
        var ledger = await OpenAsync();
        var tenant = await TenantAsync(ledger, new TenantQuotas(Leagues: 2));
        await StartAsync(ledger, tenant, "a", matches: 1);
        await StartAsync(ledger, tenant, "b", matches: 1);
        await ledger.Leagues.PauseAsync($"{tenant}/b", version: null, LedgerSteps.Requester, None); // it counts as before
        var audited = (await ledger.Audit.HeadAsync(None))!.Records;
        var refused = await Assert.ThrowsAsync<QuotaExceededException>(() => StartAsync(ledger, tenant, "c", matches: 1));
        Assert.Equal(("leagues", 2, 1, 2), (refused.Quota, refused.Found, refused.Wanted, refused.Allowed));
        Assert.Contains($"Tenant '{tenant}' may have 2 leagues that have not ended: it has 2", refused.Message, StringComparison.Ordinal);
        Assert.Null(await ledger.Leagues.FindAsync($"{tenant}/c", None));
        Assert.Equal(audited, (await ledger.Audit.HeadAsync(None))!.Records);
        Assert.Equal($"{tenant}/a", (await StartAsync(ledger, tenant, "a", matches: 1)).Id); // found, not started

        await ledger.Leagues.StopAsync($"{tenant}/b", version: null, LedgerSteps.Requester, None);
        await StartAsync(ledger, tenant, "c", matches: 1);
        await CreateAsync(ledger, "of-the-default-tenant", matches: 1);
    }

    [Fact]
    public async Task Matches_of_a_league_count_until_they_have_results_and_those_of_later_rounds_too()
    {
        var ledger = await OpenAsync();
        var tenant = await TenantAsync(ledger, new TenantQuotas(Matches: 5));
        var swiss = League("swiss", matches: 4) with { Id = $"{tenant}/swiss", Tasks = [new(0, [0, 1], 1), new(1, [1, 0], 2)] };
        var league = await ledger.Leagues.CreateAsync(swiss, LedgerSteps.Requester, None);
        var refused = await Assert.ThrowsAsync<QuotaExceededException>(() => StartAsync(ledger, tenant, "two", matches: 2));
        Assert.Equal(("matches", 4, 2, 5), (refused.Quota, refused.Found, refused.Wanted, refused.Allowed));

        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 2);
        await Assert.ThrowsAsync<QuotaExceededException>(() => StartAsync(ledger, tenant, "two", matches: 2));
        await ledger.Results.RecordAsync([Result(league, tasks[0])], None);
        await StartAsync(ledger, tenant, "two", matches: 2);
        Assert.Equal(5, (await Assert.ThrowsAsync<QuotaExceededException>(() => StartAsync(ledger, tenant, "one", matches: 1))).Found);
        await ledger.Leagues.StopAsync(league.Id, version: null, LedgerSteps.Requester, None);
        await StartAsync(ledger, tenant, "three", matches: 3);
    }

    [Fact]
    public async Task Of_many_leagues_that_begin_at_once_as_many_begin_as_may()
    {
        var ledger = await OpenAsync();
        var tenant = await TenantAsync(ledger, new TenantQuotas(Leagues: 3, Matches: 100));
        await StartAsync(ledger, tenant, "first", matches: 2);
        var others = await OpenAsync(); // another replica's
        var tries = Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                await StartAsync(i % 2 == 0 ? ledger : Same(ledger, others), tenant, $"n{i}", matches: 2);
                return true;
            }
            catch (QuotaExceededException)
            {
                return false;
            }
        }));
        Assert.Equal(2, (await Task.WhenAll(tries)).Count(began => began));
        var open = (await ledger.Leagues.ListAsync(None)).Count(league => league.Id.StartsWith($"{tenant}/", StringComparison.Ordinal));
        Assert.Equal(3, open);
    }

    [Fact]
    public async Task Of_many_keys_that_are_made_at_once_as_many_are_made_as_may_be_good()
    {
        var ledger = await OpenAsync();
        var tenant = await TenantAsync(ledger, new TenantQuotas(Keys: 3));
        var gone = Key("gone", tenant) with { CreatedAt = _made.AddDays(-2), ExpiresAt = _made };
        await ledger.Keys.AddAsync(gone, LedgerSteps.Requester, None);
        await ledger.Keys.AddAsync(Key("revoked", tenant), LedgerSteps.Requester, None);
        await ledger.Keys.RevokeAsync(tenant, Own("revoked"), _made, LedgerSteps.Requester, None);
        var tries = Enumerable.Range(0, 8).Select(i => Task.Run(
            async () => await Record.ExceptionAsync(() => ledger.Keys.AddAsync(Key($"k{i}", tenant), LedgerSteps.Requester, None))));
        var refused = (await Task.WhenAll(tries)).Where(refusal => refusal is not null).ToArray();
        Assert.Equal(5, refused.Length);
        Assert.All(refused, refusal => Assert.Equal("keys", Assert.IsType<QuotaExceededException>(refusal).Quota));
        Assert.Equal(5, (await ledger.Keys.ListAsync(tenant, None)).Count); // the three, and the two that are good no more
    }

    [Fact]
    public async Task Lower_quota_ends_nothing_and_lets_nothing_more_begin()
    {
        var ledger = await OpenAsync();
        var tenant = await TenantAsync(ledger, TenantQuotas.None);
        await StartAsync(ledger, tenant, "a", matches: 3);
        await StartAsync(ledger, tenant, "b", matches: 3);
        await ledger.Keys.AddAsync(Key("k", tenant), LedgerSteps.Requester, None);
        await SetAsync(ledger, tenant, new TenantQuotas(Leagues: 1, Matches: 1, Keys: 0));
        foreach (var id in new[] { "a", "b" })
            Assert.Equal(LeaguePhase.Running, (await ledger.Leagues.FindAsync($"{tenant}/{id}", None))!.Phase);
        Assert.Equal(3, (await LedgerSteps.ClaimAsync(ledger, $"{tenant}/b", Own("s"), 9)).Count);
        Assert.True((await ledger.Keys.FindAsync(Own("k"), None))!.IsGood(_made));
        await Assert.ThrowsAsync<QuotaExceededException>(() => StartAsync(ledger, tenant, "c", matches: 1));
        await Assert.ThrowsAsync<QuotaExceededException>(() => ledger.Keys.AddAsync(Key("l", tenant), LedgerSteps.Requester, None));
    }

    // A store that is in memory has no second replica.
    private static ILedger Same(ILedger ledger, ILedger other) => ledger.Store.Durable ? other : ledger;

    private KeyEntry Key(string name, string tenant) => new(Own(name), tenant, "viewer", "", [], new byte[32], _made);

    private Task<LeagueEntry> StartAsync(ILedger ledger, string tenant, string id, int matches) =>
        ledger.Leagues.CreateAsync(League(id, matches) with { Id = $"{tenant}/{id}" }, LedgerSteps.Requester, None);

    private async Task<string> TenantAsync(ILedger ledger, TenantQuotas quotas)
    {
        Assert.True(await ledger.Tenants.TryAddAsync(new TenantEntry(Own("club"), "", _made), LedgerSteps.Requester, None));
        await SetAsync(ledger, Own("club"), quotas);
        return Own("club");
    }

    private static Task<TenantEntry?> SetAsync(ILedger ledger, string id, TenantQuotas quotas) =>
        ledger.Tenants.SetQuotasAsync(id, quotas, LedgerSteps.Requester, None);
}
