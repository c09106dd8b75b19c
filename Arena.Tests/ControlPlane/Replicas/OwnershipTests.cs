using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Tests.Backplane.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Replicas;

public sealed class OwnershipTests : IDisposable
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;
    private readonly TestReplica _replica;

    public OwnershipTests()
    {
        _ledger = new MemoryLedger(_time);
        _replica = TestReplica.Of(_ledger);
    }

    public void Dispose() => _replica.Dispose();

    [Fact]
    public async Task Owner_decides_with_its_grant()
    {
        await _replica.Ownership.AcquireAsync("s", _none);
        Grant? shown = null;
        Assert.True(await _replica.Ownership.DecideAsync("s", grant => Task.FromResult(shown = grant)));
        Assert.Equal((_replica.Membership.Id, "s"), (shown!.Replica, shown.Scope));
    }

    [Fact]
    public async Task Who_does_not_own_a_scope_decides_nothing()
    {
        await _ledger.Replicas.TakeAsync("s", LedgerSteps.Replica, _none);
        await _ledger.Replicas.RenewAsync(LedgerSteps.Replica, TimeSpan.FromDays(1), _none);
        await _replica.Ownership.AcquireAsync("s", _none);
        Assert.False(await _replica.Ownership.DecideAsync("s", _ => throw new InvalidOperationException("it decided")));
    }

    [Fact]
    public async Task Refused_decision_is_counted_and_the_owner_steps_down()
    {
        await _replica.Ownership.AcquireAsync("s", _none);
        Assert.False(await _replica.Ownership.DecideAsync("s", grant => throw new StaleGrantException(grant)));
        Assert.Equal(1, _replica.Instruments.Refusals);
        Assert.False(_replica.Ownership.Owns("s"));
    }

    // The pause comes when all that is to be known is known and nothing is written.
    [Fact]
    public async Task Owner_that_is_paused_between_deciding_and_writing_writes_nothing_after_its_successor()
    {
        var league = new NewLeague("l", "l", "ipd", Seed: 1, "{}", Matches: 1, Tasks: [], TraceParent: null, _time.GetUtcNow());
        await _ledger.Leagues.CreateAsync(league, LedgerSteps.Requester, _none);
        var scope = Grant.OfLeague("l");
        await _replica.Ownership.AcquireAsync(scope, _none);
        using var successor = TestReplica.Of(_ledger);
        var decided = await _replica.Ownership.DecideAsync(scope, async grant =>
        {
            _time.Advance(TimeSpan.FromDays(2));
            successor.Membership.Renewed(await _ledger.Replicas.RenewAsync(successor.Membership.Id, TimeSpan.FromDays(1), _none));
            await successor.Ownership.AcquireAsync(scope, _none);
            Assert.True(await successor.Ownership.DecideAsync(scope, later => WriteAsync(seed: 2, later)));
            await WriteAsync(seed: 1, grant);
        });
        Assert.False(decided);
        Assert.Equal((1, 0), (_replica.Instruments.Refusals, successor.Instruments.Refusals));
        Assert.Equal((false, true), (_replica.Ownership.Owns(scope), successor.Ownership.Owns(scope)));
        Assert.Equal(2ul, Assert.Single(await LedgerSteps.ClaimAsync(_ledger, "l", "s", max: 9)).Seed);

        Task WriteAsync(ulong seed, Grant grant) => _ledger.Tasks.AddAsync("l", [new NewTask(0, [0, 1], seed)], grant, _none);
    }

    // Otherwise it would be refused until the next renewal, for no reason.
    [Fact]
    public async Task What_is_taken_while_the_lease_is_being_renewed_stays()
    {
        var before = _replica.Ownership.Grants;
        var renewal = await _ledger.Replicas.RenewAsync(_replica.Membership.Id, TimeSpan.FromDays(1), _none);
        await _replica.Ownership.AcquireAsync("s", _none);
        Assert.Empty(_replica.Ownership.Renewed(renewal, before));
        Assert.True(_replica.Ownership.Owns("s"));
    }

    [Fact]
    public async Task What_was_lost_and_what_is_above_the_share_is_not_decided_any_more()
    {
        foreach (var scope in new[] { "a", "b", "c" })
            await _replica.Ownership.AcquireAsync(scope, _none);
        var (a, b) = (await TakeAsync("a"), await TakeAsync("b"));
        var given = _replica.Ownership.Renewed(new Renewal(false, [a, b], Excess: 1, [], default), _replica.Ownership.Grants);
        Assert.Equal([a], given);
        Assert.Equal(["b"], _replica.Ownership.Grants.Select(grant => grant.Scope));
    }

    private async Task<Grant> TakeAsync(string scope) => (await _ledger.Replicas.TakeAsync(scope, _replica.Membership.Id, _none))!;
}
