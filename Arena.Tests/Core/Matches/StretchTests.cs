using Arena.Core.Agents;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Core.Matches;

/// <summary>Stretches of quick choices go as choices that are timed one by one.</summary>
public sealed class StretchTests
{
    [Theory]
    [InlineData("tit-for-tat", "win-stay-lose-shift", 200, 0, 0)]
    [InlineData("random", "joss", 500, 0.05, 0)]
    [InlineData("graaskamp", "downing", 63, 0, 0)]
    [InlineData("generous-tit-for-tat", "tester", 1, 0.3, 0)]
    [InlineData("random", "champion", 1000, 0.01, 0.005)]
    public async Task Match_is_the_same_and_every_choice_has_its_time(string first, string second, int turns, double noise, double end)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var spec = Play.Spec("ipd", seed, first, second, ("turns", turns), ("noise", noise), ("end", end));
            var stretched = await MatchRunner.PlayAsync(spec, TimeProvider.System, default);
            IAgent[] behind = [new Behind(MatchRunner.CreateAgent(spec, 0)), new Behind(MatchRunner.CreateAgent(spec, 1))];
            var timed = await MatchRunner.PlayAsync(spec, [.. behind], TimeProvider.System, default);
            Assert.Equal(timed.Transcript, stretched.Transcript);
            Assert.Equal(timed.Hash, stretched.Hash);
            Assert.Equal(timed.MoveTimes.Length, stretched.MoveTimes.Length);
            Assert.Equal(2 * stretched.Moves, stretched.MoveTimes.Length);
        }
    }

    [Fact]
    public async Task What_a_stretch_takes_is_shared_out_and_charged()
    {
        var clock = new FakeTimeProvider();
        var spec = Play.Spec("ipd", 0, "random", "random", ("turns", 100)) with { TimeControl = TimeControl.Parse("10") };
        var record = await MatchRunner.PlayAsync(spec, [new Slow(clock, 0.05), new Slow(clock, 0.05)], clock, default);
        Assert.False(record.Forfeited, record.Reason);
        Assert.All(record.MoveTimes, time => Assert.Equal(50_000, time));

        // Only the first stretch is shared out: then it shows who is slow.
        var late = await MatchRunner.PlayAsync(spec, [new Slow(clock, 0.3), new Slow(clock, 0)], clock, default);
        Assert.Equal([Verdict.Timeout, Verdict.Ok], late.Verdicts.ToArray());
        Assert.Equal(65, late.Moves);
    }

    [Fact]
    public async Task Agent_that_fails_within_a_stretch_forfeits_there()
    {
        var spec = Play.Spec("ipd", 0, "random", "random");
        var clock = new FakeTimeProvider();
        var record = await MatchRunner.PlayAsync(spec, [new Slow(clock, 0), new Slow(clock, 0, failsAt: 70)], clock, default);
        Assert.Equal([Verdict.Ok, Verdict.Crash], record.Verdicts.ToArray());
        Assert.Equal((70, 140), (record.Moves, record.MoveTimes.Length));
        Assert.StartsWith("second (seat 1) at move 70: failed with InvalidOperationException", record.Reason, StringComparison.Ordinal);
    }

    private sealed class Behind(IAgent agent) : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) =>
            agent.ChooseAsync(state, seat, cancellationToken);
    }

    private sealed class Slow(FakeTimeProvider clock, double seconds, int failsAt = -1) : IImmediateAgent
    {
        public int Choose(GameState state, int seat)
        {
            if (state.Moves == failsAt) throw new InvalidOperationException("on purpose");
            clock.Advance(TimeSpan.FromSeconds(seconds));
            return 0;
        }

        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) => new(Choose(state, seat));
    }
}
