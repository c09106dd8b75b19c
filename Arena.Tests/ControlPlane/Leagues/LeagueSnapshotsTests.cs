using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

public sealed class LeagueSnapshotsTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();
    private LeagueEntry _entry = new("l", "l", "ipd", 0, "{}", 9, null, default, null, 0);
    private TaskCompletionSource _changed = new();
    private TimeSpan _cost = TimeSpan.FromMilliseconds(30);
    private int _made;

    [Fact]
    public async Task Standings_stand_until_the_league_changes()
    {
        var snapshots = Snapshots();
        var first = await snapshots.GetAsync(_none);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Same(first, await snapshots.GetAsync(_none));
    }

    [Fact]
    public async Task Changed_standings_are_good_for_ten_times_what_they_cost()
    {
        var snapshots = Snapshots();
        var first = await snapshots.GetAsync(_none);
        Change();
        _time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.Same(first, await snapshots.GetAsync(_none));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotSame(first, await snapshots.GetAsync(_none));
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task However_dear_they_were_ten_seconds_are_enough()
    {
        _cost = TimeSpan.FromMinutes(1);
        var snapshots = Snapshots();
        var first = await snapshots.GetAsync(_none);
        Change();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotSame(first, await snapshots.GetAsync(_none));
    }

    [Fact]
    public async Task A_league_that_is_done_is_shown_as_done_at_once()
    {
        var snapshots = Snapshots();
        await snapshots.GetAsync(_none);
        _entry = _entry with { CompletedAt = _time.GetUtcNow() };
        Change();
        Assert.NotNull((await snapshots.GetAsync(_none)).Entry.CompletedAt);
    }

    [Fact]
    public async Task Many_who_ask_at_once_share_one()
    {
        using var go = new ManualResetEventSlim();
        var snapshots = new LeagueSnapshots(() => { go.Wait(); return Make(); }, () => _entry, _time);
        var asked = Enumerable.Range(0, 20).Select(_ => snapshots.GetAsync(_none)).ToArray();
        go.Set();
        await Task.WhenAll(asked);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_failure_is_told_and_not_kept()
    {
        var fail = true;
        var snapshots = new LeagueSnapshots(() => fail ? throw new InvalidOperationException("no") : Make(), () => _entry, _time);
        await Assert.ThrowsAsync<InvalidOperationException>(() => snapshots.GetAsync(_none));
        fail = false;
        Assert.NotNull(await snapshots.GetAsync(_none));
    }

    private LeagueSnapshots Snapshots() => new(Make, () => _entry, _time);

    private LeagueSnapshot Make()
    {
        _made++;
        _time.Advance(_cost);
        return new LeagueSnapshot(new LeagueProgress(_entry, 0, 0), "", null, [], [], _changed.Task);
    }

    private void Change()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource();
    }
}
