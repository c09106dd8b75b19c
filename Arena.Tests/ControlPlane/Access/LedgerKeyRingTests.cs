using Arena.Backplane.Ledger.Memory;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Access;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Access;

public sealed class LedgerKeyRingTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;

    public LedgerKeyRingTests() => _ledger = new MemoryLedger(_time);

    [Fact]
    public async Task Key_lets_its_holder_in_until_it_expires()
    {
        var key = await AddAsync(expires: TimeSpan.FromMinutes(1));
        var ring = new LedgerKeyRing(_ledger.Keys, _time);
        var caller = await ring.FindAsync(key, _none);
        Assert.Equal((Role.Competitor, "default", "pia"), (caller!.Role, caller.Tenant, caller.Agents.Single()));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await ring.FindAsync(key, _none));
    }

    [Fact]
    public async Task Wrong_secret_of_a_known_key_lets_nobody_in()
    {
        var key = await AddAsync();
        var ring = new LedgerKeyRing(_ledger.Keys, _time);
        var other = $"{key[..^64]}{ApiKey.New().Key[^64..]}";
        Assert.Null(await ring.FindAsync(other, _none));
        Assert.NotNull(await ring.FindAsync(key, _none));
    }

    [Fact]
    public async Task Revocation_elsewhere_counts_after_a_second_and_here_at_once()
    {
        var key = await AddAsync();
        var (here, elsewhere) = (new LedgerKeyRing(_ledger.Keys, _time), new LedgerKeyRing(_ledger.Keys, _time));
        Assert.NotNull(await here.FindAsync(key, _none));
        Assert.NotNull(await elsewhere.FindAsync(key, _none));
        var id = key.Split('_')[1];
        await _ledger.Keys.RevokeAsync("default", id, _time.GetUtcNow(), LedgerSteps.Requester, _none);
        here.Forget(id);
        Assert.Null(await here.FindAsync(key, _none));
        Assert.NotNull(await elsewhere.FindAsync(key, _none));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await elsewhere.FindAsync(key, _none));
    }

    private async Task<string> AddAsync(TimeSpan? expires = null)
    {
        var (key, id, hash) = ApiKey.New();
        var now = _time.GetUtcNow();
        await _ledger.Keys.AddAsync(
            new KeyEntry(id, ITenantStore.Default, "competitor", "", ["pia"], hash, now, expires is { } span ? now + span : null),
            LedgerSteps.Requester, _none);
        return key;
    }
}
