using Arena.Core.Agents;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Matches;

/// <summary>Agents that know better than the referee how long they have thought.</summary>
public sealed class TimedAgentTests
{
    private readonly WatchedTime _clock = new();
    private readonly Timed _first = new();

    [Fact]
    public async Task Clock_stands_still_until_the_agent_is_asked()
    {
        var match = Play();
        _clock.Advance(TimeSpan.FromSeconds(100));
        Assert.False(match.IsCompleted);
        _first.TimeTaken = TimeSpan.FromSeconds(3);
        _clock.Advance(TimeSpan.FromSeconds(100));
        Assert.False(match.IsCompleted);
        _first.Answer.SetResult(0);
        Assert.Equal(3_000_000, (await match).MoveTimes[0]);
    }

    [Fact]
    public async Task Time_is_up_by_the_agents_own_account()
    {
        var match = Play();
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.False(match.IsCompleted);
        _first.TimeTaken = TimeSpan.FromSeconds(10.5);
        _clock.Advance(TimeSpan.FromSeconds(11));
        var record = await match;
        Assert.Equal([Verdict.Timeout, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Equal("first (seat 0) at move 0: did not answer within 10 s, all that was left of 10", record.Reason);
        Assert.Equal(0, _clock.WaitingTimers);
    }

    [Fact]
    public async Task Answer_that_came_too_late_is_too_late_whenever_it_is_heard()
    {
        var match = Play();
        _first.TimeTaken = TimeSpan.FromSeconds(10.001);
        _first.Answer.SetResult(0);
        Assert.Equal([Verdict.Timeout, Verdict.Ok], (await match).Verdicts.ToArray());
    }

    private Task<MatchRecord> Play()
    {
        var spec = Shared.Play.Spec("tic_tac_toe", 0, "random", "random");
        spec = spec with { TimeControl = TimeControl.Parse("10") };
        return MatchRunner.PlayAsync(spec, [_first, MatchRunner.CreateAgent(spec, 1)], _clock, default).AsTask();
    }

    private sealed class Timed : ITimedAgent
    {
        private int _moves;

        public TaskCompletionSource<int> Answer { get; } = new();

        public TimeSpan TimeTaken { get; set; }

        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
        {
            if (_moves++ == 0)
                return new(Answer.Task);
            Span<int> legal = stackalloc int[9];
            state.LegalActions(seat, legal);
            return new(legal[0]);
        }
    }
}
