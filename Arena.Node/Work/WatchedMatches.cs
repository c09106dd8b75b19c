using System.Collections.Concurrent;
using System.Threading.Channels;
using Arena.Contracts.V1;
using Arena.Core.Matches;
using Google.Protobuf;

namespace Arena.Node.Work;

/// <summary>
/// The matches that somebody looks at, of those that are played here: their moves are told the control plane a few times a second. What it
/// does not take at once is dropped: the next move tells all again.
/// </summary>
internal sealed class WatchedMatches(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(400);

    private readonly ConcurrentDictionary<(string League, int Index), MatchProgress> _playing = new();
    private readonly Channel<PlayedMoves> _news = Channel.CreateBounded<PlayedMoves>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile HashSet<(string League, int Index)> _watched = [];

    /// <summary>What to tell, one writer's.</summary>
    public ChannelReader<PlayedMoves> News => _news.Reader;

    /// <summary>A match begins, for which the referee is to tell how it goes.</summary>
    public MatchProgress Begin(string league, int index)
    {
        var progress = new MatchProgress();
        _playing[(league, index)] = progress;
        progress.IsWatched = _watched.Contains((league, index)); // afterwards: who asks meanwhile finds it, or is found
        return progress;
    }

    /// <summary>The match is over, however it went.</summary>
    public void End(string league, int index) => _playing.TryRemove((league, index), out _);

    /// <summary>Those and no others are looked at from now on.</summary>
    public void Watch(WatchMatches watch)
    {
        _watched = [.. watch.Matches.Select(match => (match.LeagueId, match.Index))];
        foreach (var (match, progress) in _playing)
            progress.IsWatched = _watched.Contains(match);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Report();
    }

    internal void Report()
    {
        foreach (var (league, index) in _watched)
        {
            if (_playing.TryGetValue((league, index), out var progress) && progress.Take() is { } moves)
                _news.Writer.TryWrite(Message(league, index, moves));
        }
    }

    private static PlayedMoves Message(string league, int index, MovesSoFar moves) => new()
    {
        LeagueId = league,
        Index = index,
        Transcript = UnsafeByteOperations.UnsafeWrap(moves.Transcript),
        MoveTimesUs = { moves.MoveTimes },
    };
}
