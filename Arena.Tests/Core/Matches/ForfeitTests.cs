using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Matches;

public sealed class ForfeitTests
{
    private readonly WatchedTime _clock = new();

    [Theory]
    [InlineData("crash", Verdict.Crash, "first (seat 0) at move 0: failed with InvalidOperationException: this drill crashes on purpose")]
    [InlineData("illegal", Verdict.Illegal, "first (seat 0) at move 0: chose action -1; legal were 0, 1, 2, 3, 4, 5, 6")]
    public async Task Failing_agent_forfeits_and_the_other_wins(string drill, Verdict verdict, string reason)
    {
        var record = await Play.Async("connect_four", 0, drill, "random");
        Assert.Equal([verdict, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Equal([Outcome.Loss, Outcome.Win], record.Outcomes.ToArray());
        Assert.Equal([0, 1], record.Scores.ToArray());
        Assert.Equal(reason, record.Reason);
        Assert.True(record.Forfeited);
        Assert.Equal(0, record.Moves);
    }

    [Fact]
    public async Task Drill_plays_along_until_its_failure()
    {
        var spec = Play.Spec("ipd", 0, "defector", "crash");
        spec = spec with { Agents =
            [spec.Agents[0], AgentDefinition.Of(spec.Game.Type, "crash",
            StrategyCatalog.Find(spec.Game.Type, "crash")!.Parameters.Bind(KeyValuePair.Create("after", 50.0)))] };
        var record = await MatchRunner.PlayAsync(spec, _clock, default);
        Assert.Equal(50, record.Moves);
        Assert.Equal([50 * 5 + 150 * 3, 0], record.Scores.ToArray());
        Assert.Equal([Verdict.Ok, Verdict.Crash], record.Verdicts.ToArray());
    }

    [Fact]
    public async Task Stalling_agent_runs_out_of_time()
    {
        var match = MatchRunner.PlayAsync(Play.Spec("tic_tac_toe", 0, "random", "stall"), _clock, default);
        _clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(match.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        var record = await match;
        Assert.Equal([Verdict.Ok, Verdict.Timeout], record.Verdicts.ToArray());
        Assert.Equal([1, 0], record.Scores.ToArray());
        Assert.Equal("second (seat 1) at move 1: did not answer within 10 s", record.Reason);
        Assert.Equal(0, _clock.WaitingTimers);
    }

    [Fact]
    public async Task Both_who_stall_at_once_both_lose()
    {
        var match = MatchRunner.PlayAsync(Play.Spec("ipd", 0, "stall", "stall"), _clock, default);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var record = await match;
        Assert.Equal([Verdict.Timeout, Verdict.Timeout], record.Verdicts.ToArray());
        Assert.Equal([Outcome.Loss, Outcome.Loss], record.Outcomes.ToArray());
        Assert.Equal([0, 0], record.Scores.ToArray());
        Assert.Contains("first (seat 0)", record.Reason);
        Assert.Contains("second (seat 1)", record.Reason);
    }

    [Fact]
    public async Task Calling_a_match_off_is_nobodys_forfeit()
    {
        using var off = new CancellationTokenSource();
        var match = MatchRunner.PlayAsync(Play.Spec("ipd", 0, "stall", "random"), _clock, off.Token).AsTask();
        await off.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => match);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await MatchRunner.PlayAsync(Play.Spec("ipd", 0, "random", "random"), _clock, off.Token));
    }

    [Fact]
    public async Task Agent_that_answers_late_but_in_time_plays_on()
    {
        using var asked = new SemaphoreSlim(0);
        var slow = new Scripted(async token =>
        {
            var thinking = Task.Delay(TimeSpan.FromSeconds(9), _clock, token);
            asked.Release();
            await thinking;
            return 0;
        });
        var match = PlayAsync("ipd", slow, new Scripted(_ => new ValueTask<int>(1)), ("turns", 3)).AsTask();
        for (var turn = 0; turn < 3; turn++)
        {
            await asked.WaitAsync();
            _clock.Advance(TimeSpan.FromSeconds(9));
        }

        var record = await match;
        Assert.False(record.Forfeited);
        Assert.Equal([0, 15], record.Scores.ToArray());
    }

    [Fact]
    public async Task Agent_that_ignores_cancellation_and_fails_late_does_no_harm()
    {
        var never = new TaskCompletionSource<int>();
        var match = PlayAsync("tic_tac_toe", new Scripted(_ => new ValueTask<int>(never.Task)), new Scripted(_ => new(0)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Verdict.Timeout, (await match).Verdicts[0]);
        never.SetException(new InvalidOperationException("too late to matter"));
    }

    [Fact]
    public async Task Agent_is_told_when_its_time_is_up()
    {
        var told = new TaskCompletionSource();
        var match = PlayAsync("tic_tac_toe", new Scripted(token =>
        {
            token.Register(() => told.SetResult());
            return new ValueTask<int>(new TaskCompletionSource<int>().Task);
        }), new Scripted(_ => new(0)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await match;
        await told.Task;
    }

    [Fact]
    public async Task Agent_that_fails_while_awaited_has_crashed()
    {
        var record = await PlayAsync("tic_tac_toe", new Scripted(async _ =>
        {
            await Task.Yield();
            throw new FormatException("line one\nline two");
        }), new Scripted(_ => new(0)));
        Assert.Equal(Verdict.Crash, record.Verdicts[0]);
        Assert.EndsWith("failed with FormatException: line one line two", record.Reason);
    }

    [Fact]
    public async Task Reason_stays_short_whatever_an_agent_says()
    {
        var record = await PlayAsync(
            "tic_tac_toe", new Scripted(_ => throw new FormatException(new string('x', 1_000_000))), new Scripted(_ => new(0)));
        Assert.InRange(record.Reason!.Length, 100, 600);
    }

    private ValueTask<MatchRecord> PlayAsync(string game, IAgent first, IAgent second, params (string, double)[] parameters) =>
        MatchRunner.PlayAsync(Play.Spec(game, 0, "random", "random", parameters), [first, second], _clock, default);

    private sealed class Scripted(Func<CancellationToken, ValueTask<int>> answer) : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) => answer(cancellationToken);
    }
}
