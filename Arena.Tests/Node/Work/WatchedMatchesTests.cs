using Arena.Contracts.V1;
using Arena.Core.Matches;
using Arena.Node.Work;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Node.Work;

public sealed class WatchedMatchesTests
{
    private static readonly CancellationToken _limit = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
    private readonly FakeTimeProvider _time = new();
    private readonly WatchedMatches _watched;

    public WatchedMatchesTests() => _watched = new WatchedMatches(_time);

    [Fact]
    public async Task Watched_match_is_told_when_the_time_has_come_and_once()
    {
        await _watched.StartAsync(default);
        Watch(3);
        var record = await PlayAsync(3);
        Assert.False(_watched.News.TryRead(out _));
        PlayedMoves? told;
        while (!_watched.News.TryRead(out told)) // the loop begins on another thread
        {
            _limit.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(400));
            await Task.Yield();
        }

        Assert.Equal(("l", 3), (told.LeagueId, told.Index));
        Assert.Equal(record.Transcript, told.Transcript.ToByteArray());
        Assert.Equal(record.MoveTimes, told.MoveTimesUs);
        await _watched.StopAsync(default);
        _watched.Report();
        Assert.False(_watched.News.TryRead(out _));
    }

    [Fact]
    public async Task Nothing_is_told_of_matches_that_nobody_looks_at()
    {
        Watch(3);
        await PlayAsync(4);
        _watched.Report();
        Assert.False(_watched.News.TryRead(out _));
    }

    [Fact]
    public async Task Who_begins_or_ends_to_look_while_it_is_played_is_heeded()
    {
        var progress = _watched.Begin("l", 3);
        Watch(3);
        Assert.True(progress.IsWatched);
        await PlayAsync(progress);
        Watch();
        Assert.False(progress.IsWatched);
        _watched.Report();
        Assert.False(_watched.News.TryRead(out _));
    }

    [Fact]
    public async Task Match_that_is_over_is_told_no_more()
    {
        Watch(3);
        await PlayAsync(3);
        _watched.End("l", 3);
        _watched.Report();
        Assert.False(_watched.News.TryRead(out _));
    }

    [Fact]
    public async Task What_the_link_does_not_take_does_not_pile_up()
    {
        Watch(3);
        for (var round = 0; round < 100; round++)
        {
            await PlayAsync(3);
            _watched.Report();
        }

        Assert.Equal(64, _watched.News.Count);
    }

    private void Watch(params int[] matches) => _watched.Watch(
        new WatchMatches { Matches = { matches.Select(index => new WatchedMatch { LeagueId = "l", Index = index }) } });

    private ValueTask<MatchRecord> PlayAsync(int index) => PlayAsync(_watched.Begin("l", index));

    private static ValueTask<MatchRecord> PlayAsync(MatchProgress progress) => MatchRunner.PlayAsync(
        Play.Spec("tic_tac_toe", 7, "random", "random"),
        Array.Empty<IAgentSource>(), TimeProvider.System, progress, CancellationToken.None);
}
