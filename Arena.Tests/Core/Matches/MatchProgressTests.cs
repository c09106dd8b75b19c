using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Matches;

public sealed class MatchProgressTests
{
    [Theory]
    [InlineData("othello")]
    [InlineData("kuhn_poker")] // with chance
    public async Task Whoever_looks_on_sees_what_was_played_after_every_move(string game)
    {
        var progress = new MatchProgress { IsWatched = true };
        var seen = new List<MovesSoFar?>();
        var record = await PlayAsync(game, progress, () => seen.Add(progress.Take()));
        Assert.All(seen.Skip(1), moves => Assert.NotNull(moves));
        Assert.All(seen.Skip(1), moves => Assert.Equal(record.Transcript[..moves!.Transcript.Length], moves.Transcript));
        Assert.Equal(Enumerable.Range(1, seen.Count - 1), seen.Skip(1).Select(moves => moves!.MoveTimes.Length));
        var last = progress.Take()!;
        Assert.Equal(record.Transcript, last.Transcript);
        Assert.Equal(record.MoveTimes, last.MoveTimes);
        Assert.Null(progress.Take()); // nothing new
    }

    [Fact]
    public async Task Nothing_is_kept_while_nobody_looks_on()
    {
        var progress = new MatchProgress();
        await PlayAsync("othello", progress, () => Assert.Null(progress.Take()));
        Assert.Null(progress.Take());
    }

    [Fact]
    public async Task Who_comes_later_sees_all_with_the_next_move()
    {
        var progress = new MatchProgress();
        var (asked, seen) = (0, new List<MovesSoFar?>());
        await PlayAsync("tic_tac_toe", progress, () =>
        {
            seen.Add(progress.Take());
            progress.IsWatched |= ++asked == 4;
        });
        Assert.Equal([null, null, null, null, 4], seen.Take(5).Select(moves => moves?.Transcript.Length));
    }

    [Fact]
    public async Task Whether_somebody_looks_on_changes_nothing_in_the_match()
    {
        var watched = await PlayAsync("ipd", new MatchProgress { IsWatched = true }, () => { });
        Assert.Equal((await PlayAsync("ipd", new MatchProgress(), () => { })).Hash, watched.Hash);
    }

    private static ValueTask<MatchRecord> PlayAsync(string game, MatchProgress progress, Action asked)
    {
        var spec = Play.Spec(game, 7, "random", "random");
        var agents = Enumerable.Range(0, 2).Select(seat => (IAgent)new Telling(MatchRunner.CreateAgent(spec, seat), asked));
        return MatchRunner.PlayAsync(spec, [.. agents], TimeProvider.System, progress, CancellationToken.None);
    }

    /// <summary>An agent that says when it is asked.</summary>
    private sealed class Telling(IAgent agent, Action asked) : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
        {
            asked();
            return agent.ChooseAsync(state, seat, cancellationToken);
        }
    }
}
