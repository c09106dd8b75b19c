using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of flags.</summary>
public abstract class FlagStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private const string On = """{"state":"on"}""";
    private const string Off = """{"state":"off","description":"Søren 🦀"}""";
    private static readonly Requester _somebody = new("key:k", "it is time", "0af7651916cd43dd8448eb211c80319c");

    [Fact]
    public async Task Every_change_adds_a_version_and_an_entry_of_the_audit_trail()
    {
        var ledger = await OpenAsync();
        var flag = new NewFlag(ITenantStore.Default, Own("f"), On);
        var first = await ledger.Flags.SetAsync(flag, version: 0, _somebody, None);
        var second = await ledger.Flags.SetAsync(flag with { Rules = Off }, version: 1, LedgerSteps.Requester, None);
        Assert.Equal((1, On, _somebody), (first.Version, first.Rules, first.By));
        Assert.Equal((2, Off), (second.Version, second.Rules));
        Assert.InRange(second.At, first.At, DateTimeOffset.MaxValue);
        Assert.Equal([second, first], await ledger.Flags.HistoryAsync(flag.Tenant, flag.Name, before: null, 9, None));
        Assert.Equal([first], await ledger.Flags.HistoryAsync(flag.Tenant, flag.Name, before: 2, 9, None));
        Assert.Equal([second], await ledger.Flags.HistoryAsync(flag.Tenant, flag.Name, before: null, 1, None));
        Assert.Equal(second, Assert.Single(await ledger.Flags.ListAsync(None), entry => entry.Name == flag.Name));

        var trail = await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"flag/{flag.Name}" }, None);
        Assert.Equal([(On, Off), (null, On)], trail.Select(entry => (entry.Change.Before, entry.Change.After)));
        Assert.Equal([LedgerSteps.Requester, _somebody], trail.Select(entry => entry.By));
        Assert.All(trail, entry => Assert.Equal(("flag.set", flag.Tenant), (entry.Change.What, entry.Change.Tenant)));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task What_is_so_already_adds_nothing()
    {
        var ledger = await OpenAsync();
        var flag = new NewFlag(ITenantStore.Default, Own("f"), On);
        var first = await ledger.Flags.SetAsync(flag, version: null, _somebody, None);
        Assert.Equal(first, await ledger.Flags.SetAsync(flag, version: null, LedgerSteps.Requester, None));
        Assert.Single(await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"flag/{flag.Name}" }, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Change_of_another_version_is_refused_and_changes_nothing(long version)
    {
        var ledger = await OpenAsync();
        var flag = new NewFlag(ITenantStore.Default, Own("f"), On);
        var first = await ledger.Flags.SetAsync(flag, version: null, _somebody, None);
        var stale = await Assert.ThrowsAsync<StaleFlagException>(
            () => ledger.Flags.SetAsync(flag with { Rules = Off }, version, _somebody, None));
        Assert.Equal(1, stale.Current);
        Assert.Equal([first], await ledger.Flags.HistoryAsync(flag.Tenant, flag.Name, before: null, 9, None));
        Assert.Single(await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"flag/{flag.Name}" }, None));
    }

    [Fact]
    public async Task Of_many_who_change_one_version_at_once_one_does()
    {
        var ledger = await OpenAsync();
        var tries = Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await ledger.Flags.SetAsync(new NewFlag(ITenantStore.Default, Own("f"), $"{i}"), version: 0, _somebody, None);
                return true;
            }
            catch (StaleFlagException)
            {
                return false;
            }
        });
        Assert.Single(await Task.WhenAll(tries), done => done);
        Assert.Single(await ledger.Flags.HistoryAsync(ITenantStore.Default, Own("f"), before: null, 9, None));
    }

    [Fact]
    public async Task Two_tenants_have_flags_of_one_name_and_a_tenant_that_is_not_there_has_none()
    {
        var ledger = await OpenAsync();
        await ledger.Tenants.TryAddAsync(new TenantEntry(Own("t"), "", DateTimeOffset.UnixEpoch), LedgerSteps.Requester, None);
        var theirs = await ledger.Flags.SetAsync(new NewFlag(Own("t"), Own("f"), On), version: 0, _somebody, None);
        var ours = await ledger.Flags.SetAsync(new NewFlag(ITenantStore.Default, Own("f"), Off), version: 0, _somebody, None);
        Assert.Equal([theirs], await ledger.Flags.HistoryAsync(Own("t"), Own("f"), before: null, 9, None));
        var listed = await ledger.Flags.ListAsync(None);
        Assert.Contains(theirs, listed);
        Assert.Contains(ours, listed);
        Assert.Equal(listed.OrderBy(e => e.Tenant, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal), listed);
        var orphan = new NewFlag(Own("nobody"), Own("f"), On);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.Flags.SetAsync(orphan, version: null, _somebody, None));
        Assert.Empty(await ledger.Flags.HistoryAsync(Own("nobody"), Own("f"), before: null, 9, None));
    }
}
