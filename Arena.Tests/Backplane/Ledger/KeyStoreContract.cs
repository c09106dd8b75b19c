using System.Security.Cryptography;
using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of tenants and keys.</summary>
public abstract class KeyStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly DateTimeOffset _made = new(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.FromHours(2));

    [Fact]
    public async Task Tenants_are_added_once_and_listed_by_id()
    {
        var ledger = await OpenAsync();
        var (a, b) = (new TenantEntry(Own("a"), "Club A", _made), new TenantEntry(Own("B"), "", _made));
        Assert.True(await ledger.Tenants.TryAddAsync(a, LedgerSteps.Requester, None));
        Assert.True(await ledger.Tenants.TryAddAsync(b, LedgerSteps.Requester, None));
        Assert.False(await ledger.Tenants.TryAddAsync(a with { Name = "another" }, LedgerSteps.Requester, None));
        var listed = await ledger.Tenants.ListAsync(None);
        Assert.Contains(listed, tenant => tenant.Id == ITenantStore.Default);
        Assert.Equal([b, a], listed.Where(tenant => tenant == a || tenant == b));
        Assert.Equal(listed.OrderBy(tenant => tenant.Id, StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Key_comes_back_as_it_was_added_and_is_listed_with_its_tenant_only()
    {
        var ledger = await OpenAsync();
        var (mine, theirs) = (await TenantAsync(ledger, "mine"), await TenantAsync(ledger, "theirs"));
        var first = Key("k1", mine) with { Agents = ["pia", "Søren 🦀"], ExpiresAt = _made.AddDays(1) };
        var second = Key("k2", mine) with { CreatedAt = _made.AddTicks(10) };
        await ledger.Keys.AddAsync(second, LedgerSteps.Requester, None);
        await ledger.Keys.AddAsync(first, LedgerSteps.Requester, None);
        await ledger.Keys.AddAsync(Key("k3", theirs), LedgerSteps.Requester, None);
        AssertSame(first, await ledger.Keys.FindAsync(first.Id, None));
        Assert.Null(await ledger.Keys.FindAsync(Own("none"), None));
        Assert.Equal([first.Id, second.Id], (await ledger.Keys.ListAsync(mine, None)).Select(key => key.Id));
        Assert.Empty(await ledger.Keys.ListAsync(Own("nobody"), None));
    }

    [Fact]
    public async Task Key_of_no_tenant_is_an_error_and_adds_nothing()
    {
        var ledger = await OpenAsync();
        var key = Key("k", Own("nobody"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ledger.Keys.AddAsync(key, LedgerSteps.Requester, None));
        Assert.Null(await ledger.Keys.FindAsync(key.Id, None));
    }

    [Fact]
    public async Task Key_is_revoked_once_and_by_its_own_tenant_only()
    {
        var ledger = await OpenAsync();
        var (mine, theirs) = (await TenantAsync(ledger, "mine"), await TenantAsync(ledger, "theirs"));
        var key = Key("k", mine);
        await ledger.Keys.AddAsync(key, LedgerSteps.Requester, None);
        Assert.Null(await ledger.Keys.RevokeAsync(theirs, key.Id, _made, LedgerSteps.Requester, None));
        Assert.Null(await ledger.Keys.RevokeAsync(mine, Own("none"), _made, LedgerSteps.Requester, None));
        Assert.Null((await ledger.Keys.FindAsync(key.Id, None))!.RevokedAt);

        var at = _made.AddHours(1);
        Assert.Equal(at, (await ledger.Keys.RevokeAsync(mine, key.Id, at, LedgerSteps.Requester, None))!.RevokedAt);
        Assert.Equal(at, (await ledger.Keys.RevokeAsync(mine, key.Id, at.AddHours(1), LedgerSteps.Requester, None))!.RevokedAt);
        AssertSame(key with { RevokedAt = at }, await ledger.Keys.FindAsync(key.Id, None));
        var trail = await ledger.Audit.ListAsync(new AuditQuery(9) { Subject = $"key/{key.Id}" }, None);
        Assert.Equal(["key.revoke", "key.create"], trail.Select(entry => entry.Change.What)); // the newest first, and once each
        Assert.All(trail, entry => Assert.Equal(mine, entry.Change.Tenant));
    }

    [Fact]
    public async Task First_key_is_added_to_a_ledger_without_keys_only()
    {
        var ledger = await OpenAsync();
        await ledger.Keys.AddAsync(Key("k", await TenantAsync(ledger, "t")), LedgerSteps.Requester, None);
        var late = Key("late", ITenantStore.Default);
        Assert.False(await ledger.Keys.TryAddFirstAsync(late, LedgerSteps.Requester, None));
        Assert.Null(await ledger.Keys.FindAsync(late.Id, None));
    }

    private KeyEntry Key(string name, string tenant) =>
        new(Own(name), tenant, "viewer", "for tests", [], SHA256.HashData([1, 2, 3]), _made);

    private async Task<string> TenantAsync(ILedger ledger, string name)
    {
        Assert.True(await ledger.Tenants.TryAddAsync(new TenantEntry(Own(name), name, _made), LedgerSteps.Requester, None));
        return Own(name);
    }

    private static void AssertSame(KeyEntry expected, KeyEntry? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Agents, found.Agents);
        Assert.Equal(expected.SecretHash.ToArray(), found.SecretHash.ToArray());
        Assert.Equal(expected, found with { Agents = expected.Agents, SecretHash = expected.SecretHash });
    }
}
