using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Dials;
using Arena.ControlPlane.Ledger;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Dials;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Arena.Tests.ControlPlane.Dials;

/// <summary>Two replicas over one ledger.</summary>
public sealed class DialFollowerTests : IAsyncLifetime
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly WatchedTime _time = new();
    private readonly MemoryLedger _ledger;
    private readonly Replica _first;
    private readonly Replica _second;

    public DialFollowerTests()
    {
        _ledger = new MemoryLedger(_time);
        (_first, _second) = (new Replica(_ledger, _time), new Replica(_ledger, _time));
    }

    public async ValueTask InitializeAsync()
    {
        await SetAsync(_first, "PFSP_power", 2); // before anybody follows
        await _first.Follower.StartAsync(_none);
        await _second.Follower.StartAsync(_none);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public void What_the_ledger_has_is_known_before_anything_goes_by_it()
    {
        Assert.Equal((1, 2), (_second.Directory.Current.Number, _second.Directory.Current.Values["PFSP_power"]));
        Assert.Equal((1, 2), (_second.Book.Current.Epoch, _second.Book.Current.Values["PFSP_power"]));
    }

    [Fact]
    public async Task Change_at_one_is_known_there_at_once_and_at_the_other_when_it_is_told()
    {
        var changed = _second.Book.Read().Changed;
        Assert.IsType<DialOutcome.Done>(await SetAsync(_first, "PFSP_power", 3));
        Assert.Equal((2, 1), (_first.Book.Current.Epoch, _second.Book.Current.Epoch));
        _second.Signals[LedgerNews.Dials].Set();
        await changed.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, _second.Book.Current.Epoch);
    }

    [Fact]
    public async Task Where_nothing_is_told_the_other_looks_by_itself()
    {
        var changed = _second.Book.Read().Changed;
        await SetAsync(_first, "PFSP_power", 3);
        await _time.DriveUntilAsync(() => changed.IsCompleted);
        Assert.Equal(3, _second.Book.Current.Values["PFSP_power"]);
    }

    [Fact]
    public async Task Replica_that_is_behind_changes_from_where_the_ledger_is()
    {
        await SetAsync(_first, "PFSP_power", 3);
        var done = Assert.IsType<DialOutcome.Done>(await SetAsync(_second, "Trace_lambda", 0.5));
        Assert.Equal((3, 3, 0.5), (done.Epoch.Number, done.Epoch.Values["PFSP_power"], done.Epoch.Values["Trace_lambda"]));
        Assert.IsType<DialOutcome.TooFast>(await SetAsync(_second, "PFSP_power", 1));
    }

    [Fact]
    public async Task Of_many_who_change_other_dials_at_once_nobody_is_told_to_try_again()
    {
        var names = KnownDials.All.Where(dial => dial.Name != "PFSP_power").ToArray();
        var done = await Task.WhenAll(names.Select(dial => SetAsync(_second, dial.Name, dial.Default * 1.2)));
        Assert.All(done, outcome => Assert.IsType<DialOutcome.Done>(outcome));
        Assert.Equal(1 + names.Length, _second.Directory.Current.Number);
        Assert.All(names, dial => Assert.Equal(dial.Default * 1.2, _second.Directory.Current.Values[dial.Name]));
    }

    [Fact]
    public async Task What_is_so_already_makes_no_epoch()
    {
        var done = Assert.IsType<DialOutcome.Done>(await SetAsync(_first, "PFSP_power", 2));
        Assert.Equal(1, done.Epoch.Number);
        Assert.Single(await _ledger.Dials.HistoryAsync(before: null, 9, _none));
    }

    [Fact]
    public async Task Rollback_goes_further_than_a_change_may_and_is_an_epoch_of_its_own()
    {
        foreach (var value in new[] { 3.0, 4 })
            await SetAsync(_first, "PFSP_power", value);
        var done = Assert.IsType<DialOutcome.Done>(await RollbackAsync(0));
        Assert.Equal((4, DialValues.Defaults), (done.Epoch.Number, done.Epoch.Values));
        var missing = Assert.IsType<DialOutcome.NotFound>(await RollbackAsync(5));
        Assert.Equal("There is no epoch 5 of the dials; known: 0 to 4.", missing.Message);
        foreach (var none in new[] { -1, long.MinValue, long.MaxValue })
            Assert.IsType<DialOutcome.NotFound>(await RollbackAsync(none));
        var epochs = await _first.Administration.HistoryAsync(before: null, 9, _none);
        Assert.Equal([4, 3, 2, 1, 0], epochs.Select(epoch => epoch.Number));
    }

    [Fact]
    public async Task What_may_not_be_any_more_is_not_returned_to()
    {
        var former = DialValues.Defaults.With("PFSP_power", 9);
        await _ledger.Dials.AppendAsync(
            new NewDialEpoch(NewDialEpoch.Set, DialValues.Defaults, former), current: 1, LedgerSteps.Requester, _none);
        await _ledger.Dials.AppendAsync(
            new NewDialEpoch(NewDialEpoch.Set, former, DialValues.Defaults), current: 2, LedgerSteps.Requester, _none);
        var refused = Assert.IsType<DialOutcome.Refused>(await RollbackAsync(2));
        Assert.Equal("Epoch 2 cannot be returned to. PFSP_power: found 9; wanted a number from 0 to 4.", refused.Message);
    }

    private Task<DialOutcome> RollbackAsync(long to) =>
        _first.Administration.RollbackAsync(to, epoch: null, LedgerSteps.Requester, _none);

    private static Task<DialOutcome> SetAsync(Replica replica, string name, double value) =>
        replica.Administration.SetAsync(name, value, epoch: null, LedgerSteps.Requester, _none);

    private sealed class Replica : IAsyncDisposable
    {
        public Replica(ILedger ledger, TimeProvider time)
        {
            Directory = new DialDirectory(Book);
            Follower = new DialFollower(
                ledger.Dials, Directory, Signals, TestGuards.Of(time, LedgerHosting.GuardName), time,
                NullLogger<DialFollower>.Instance);
            Administration = new DialAdministration(ledger.Dials, Follower, NullLogger<DialAdministration>.Instance);
        }

        public DialBook Book { get; } = new();

        public LedgerSignals Signals { get; } = new();

        public DialDirectory Directory { get; }

        public DialFollower Follower { get; }

        public DialAdministration Administration { get; }

        public async ValueTask DisposeAsync()
        {
            await Follower.StopAsync(_none);
            Follower.Dispose();
            Signals.Dispose();
        }
    }
}
