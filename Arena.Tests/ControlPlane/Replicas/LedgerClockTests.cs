using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Replicas;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Replicas;

public sealed class LedgerClockTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly DateTimeOffset _noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Replica_whose_clock_is_an_hour_off_says_and_does_what_others_do(int hours)
    {
        var ledger = new MemoryLedger(new FakeTimeProvider(_noon));
        var (good, ended) = (await AddKeyAsync(ledger, minutes: 30), await AddKeyAsync(ledger, minutes: -30));
        await using var replica = await ControlPlaneLife.StartAsync(ledger, new FakeTimeProvider(_noon.AddHours(hours)));
        Assert.Equal(_noon, replica.Time.GetUtcNow());
        Assert.NotNull(await replica.Keys.FindAsync(good, _none));
        Assert.Null(await replica.Keys.FindAsync(ended, _none));
        var started = Assert.IsType<StartOutcome.Started>(
            await replica.Starter.StartAsync(Caller.DefaultTenant, TestLeague.Dilemma(2), "l", LedgerSteps.Requester, _none));
        Assert.Equal(_noon, started.State.Entry.CreatedAt);
    }

    [Fact]
    public void Answer_that_was_long_on_its_way_says_nothing_against_a_clock()
    {
        var machine = new FakeTimeProvider(_noon);
        var clock = new LedgerClock(machine);
        machine.Advance(4 * _second);
        Assert.False(clock.Set(asked: _noon, told: _noon + _second));
        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }

    [Fact]
    public void Clock_that_was_wrong_is_right_afterwards_to_half_of_the_time_that_the_answer_took()
    {
        var machine = new FakeTimeProvider(_noon);
        var clock = new LedgerClock(machine);
        machine.Advance(2 * _second);
        Assert.True(clock.Set(asked: _noon, told: _noon.AddHours(-1)));
        Assert.Equal(_noon.AddHours(-1) + _second, clock.GetUtcNow());
        Assert.False(clock.Set(clock.GetUtcNow(), clock.GetUtcNow()));
    }

    // The machine's clock is set right in the meantime.
    [Fact]
    public void Clock_that_is_set_meanwhile_is_right_again_with_the_next_answer()
    {
        var machine = new FakeTimeProvider(_noon.AddHours(1));
        var clock = new LedgerClock(machine);
        Assert.True(clock.Set(clock.GetUtcNow(), _noon));
        machine.AdjustTime(_noon);
        Assert.True(clock.Set(clock.GetUtcNow(), _noon));
        Assert.Equal((_noon, TimeSpan.Zero), (clock.GetUtcNow(), clock.Offset));
    }

    [Fact]
    public void Durations_are_the_machines()
    {
        var machine = new FakeTimeProvider(_noon);
        var clock = new LedgerClock(machine);
        var start = clock.GetTimestamp();
        clock.Set(_noon, _noon.AddHours(1));
        machine.Advance(_second);
        Assert.Equal(_second, clock.GetElapsedTime(start));
    }

    private static async Task<string> AddKeyAsync(MemoryLedger ledger, int minutes)
    {
        var (key, id, hash) = ApiKey.New();
        await ledger.Keys.AddAsync(
            new KeyEntry(id, ITenantStore.Default, "viewer", "", [], hash, _noon.AddHours(-1), _noon.AddMinutes(minutes)),
            LedgerSteps.Requester, _none);
        return key;
    }
}
