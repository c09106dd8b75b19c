using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Flags;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ServiceDefaults.Flags;
using Arena.Tests.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Arena.Tests.ControlPlane.Flags;

/// <summary>Two replicas over one ledger.</summary>
public sealed class FlagFollowerTests : IAsyncLifetime
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly WatchedTime _time = new();
    private readonly MemoryLedger _ledger;
    private readonly Replica _first;
    private readonly Replica _second;

    public FlagFollowerTests()
    {
        _ledger = new MemoryLedger(_time);
        (_first, _second) = (new Replica(_ledger, _time), new Replica(_ledger, _time));
    }

    public async ValueTask InitializeAsync()
    {
        await SetAsync("f", FlagState.On); // before anybody follows
        await _first.Follower.StartAsync(_none);
        await _second.Follower.StartAsync(_none);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task What_the_ledger_has_is_known_before_anything_goes_by_it() => Assert.True(await _second.IsOnAsync("f"));

    [Fact]
    public async Task Change_at_one_is_known_there_at_once_and_at_the_other_when_it_is_told()
    {
        var changed = _second.Flags.Book.Read().Changed;
        Assert.IsType<FlagOutcome.Done>(await SetAsync("f", FlagState.Off));
        Assert.False(await _first.IsOnAsync("f"));
        Assert.True(await _second.IsOnAsync("f"));
        _second.Signals[LedgerNews.Flags].Set();
        await changed.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(await _second.IsOnAsync("f"));
    }

    [Fact]
    public async Task Where_nothing_is_told_the_other_looks_by_itself()
    {
        var changed = _second.Flags.Book.Read().Changed;
        await SetAsync("f", FlagState.Off);
        await _time.DriveUntilAsync(() => changed.IsCompleted);
        Assert.False(await _second.IsOnAsync("f"));
    }

    [Fact]
    public async Task What_somebody_altered_in_the_store_keeps_no_other_from_being_read()
    {
        await _ledger.Flags.SetAsync(new NewFlag("default", "broken", "{"), version: null, LedgerSteps.Requester, _none);
        await SetAsync("g", FlagState.On);
        Assert.True(await _first.IsOnAsync("g"));
        Assert.False(await _first.IsOnAsync("broken"));
    }

    [Fact]
    public async Task What_is_not_there_yet_is_not_switched_on_and_nothing_is_kept()
    {
        foreach (var known in KnownFlag.All.Where(known => known.ReadBy is null))
        {
            foreach (var state in new[] { FlagState.On, FlagState.Conditional })
            {
                var refused = Assert.IsType<FlagOutcome.NotThere>(await SetAsync(known.Name, state));
                Assert.EndsWith("is not there yet, and nothing reads it.", refused.Message, StringComparison.Ordinal);
            }

            Assert.Empty(await _ledger.Flags.HistoryAsync("default", known.Name, before: null, 9, _none));
        }
    }

    [Fact]
    public async Task Tenant_sets_its_own_and_what_is_for_tenants_and_sees_nothing_of_the_systems()
    {
        await _ledger.Tenants.TryAddAsync(new TenantEntry("club", "", DateTimeOffset.UnixEpoch), LedgerSteps.Requester, _none);
        Assert.IsType<FlagOutcome.Forbidden>(await SetAsync(KnownFlag.DistributedArena, FlagState.Off, "club"));
        Assert.IsType<FlagOutcome.Done>(await SetAsync("mine", FlagState.On, "club"));
        Assert.IsType<FlagOutcome.Refused>(await SetAsync("mine", FlagState.On, "nobody"));
        await _first.Administration.SetAsync(
            CallerOf("default"), KnownFlag.MultiAgentCompetition,
            new FlagRules(FlagState.Conditional, Exclude: ["tenant/club", "tenant/other"]), version: null, LedgerSteps.Requester, _none);
        var seen = await _first.Directory.ListAsync("club", _none);
        var expected = KnownFlag.All.Select(known => known.Name).Append("mine").Order(StringComparer.Ordinal);
        Assert.Equal(expected, seen.Select(flag => flag.Name));
        var competition = seen.Single(flag => flag.Name == KnownFlag.MultiAgentCompetition);
        Assert.Equal((FlagState.Off, 0, null), (competition.Rules.State, competition.Version, competition.Set));
        Assert.Null(competition.Rules.Exclude);
        Assert.Null(await _first.Directory.FindAsync("default", "mine", _none));
        Assert.DoesNotContain("mine", _first.Directory.NotFound("default", "mime"), StringComparison.Ordinal);
    }

    private Task<FlagOutcome> SetAsync(string name, FlagState state, string tenant = "default") => _first.Administration.SetAsync(
        CallerOf(tenant), name, new FlagRules(state), version: null, LedgerSteps.Requester, _none);

    private static Caller CallerOf(string tenant) => new("key:k", tenant, Role.Operator, []);

    private sealed class Replica : IAsyncDisposable
    {
        public Replica(ILedger ledger, TimeProvider time)
        {
            Flags = new TestFlags(time);
            Directory = new FlagDirectory(Flags.Book, Flags.Gate);
            Follower = new FlagFollower(
                ledger.Flags, Flags.Book, Signals, TestGuards.Of(time, LedgerHosting.GuardName), time,
                NullLogger<FlagFollower>.Instance);
            Administration = new FlagAdministration(ledger.Flags, Directory, Follower, NullLogger<FlagAdministration>.Instance);
        }

        public TestFlags Flags { get; }

        public LedgerSignals Signals { get; } = new();

        public FlagFollower Follower { get; }

        public FlagDirectory Directory { get; }

        public FlagAdministration Administration { get; }

        public async Task<bool> IsOnAsync(string flag) => (await Flags.AskAsync(flag, "agent/a")).IsOn;

        public async ValueTask DisposeAsync()
        {
            await Follower.StopAsync(_none);
            Follower.Dispose();
            Signals.Dispose();
            Flags.Dispose();
        }
    }
}
