using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Matches;
using Arena.Engines;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Engines;

public sealed class EnginePoolTests
{
    [Fact]
    public async Task Engines_play_a_game_to_its_end_and_are_used_again()
    {
        await using var pool = TestEngine.Pool();
        var spec = EngineGame.Between(TestEngine.Random("a", 1), TestEngine.Random("b", 2));
        var first = await pool.PlayAsync(spec);
        Assert.False(first.Forfeited, first.Reason);
        Assert.True(first.Moves > 20);
        Assert.Equal(first.Moves, first.MoveTimes.Length);
        Assert.All(first.MoveTimes, time => Assert.True(time > 0));
        Assert.Equal(2, pool.IdleCount);

        var second = await pool.PlayAsync(spec);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(2, pool.IdleCount);
        var swapped = await pool.PlayAsync(EngineGame.Between(spec.Agents[1], spec.Agents[0]));
        Assert.NotEqual(first.Transcript, swapped.Transcript);
        Assert.Equal(2, pool.IdleCount);
    }

    [Fact]
    public async Task Opening_is_told_as_position_and_moves()
    {
        await using var pool = TestEngine.Pool();
        var spec = EngineGame.Between(TestEngine.Random("a", 1), TestEngine.Random("b", 2));
        var opening = Opening.Random(spec.Game, "r3k2r/pppq1ppp/2npbn2/4p3/4P3/2NPBN2/PPPQ1PPP/R3K2R b KQkq - 4 9", 6, new(3));
        var record = await pool.PlayAsync(spec with { Opening = opening });
        Assert.False(record.Forfeited, record.Reason);
        Assert.Equal(record.Moves, record.MoveTimes.Length + 6);
    }

    // The thread that hears an engine carries its match, but nothing after it: another match may want the engine by then.
    [Fact]
    public async Task Match_over_leaves_the_engines_threads()
    {
        await using var pool = TestEngine.Pool();
        Assert.NotEqual("engine-out", await ThreadAfterAsync(pool, TestEngine.Random("a")));
        Assert.NotEqual("engine-out", await ThreadAfterAsync(pool, TestEngine.Misbehaving("crash")));
    }

    private static async Task<string?> ThreadAfterAsync(EnginePool pool, AgentDefinition white)
    {
        await pool.PlayAsync(EngineGame.Between(white, TestEngine.Random("b"))).ConfigureAwait(false);
        return Thread.CurrentThread.Name;
    }

    [Fact]
    public async Task Restart_makes_a_new_process_for_each_match()
    {
        await using var pool = TestEngine.Pool();
        var engine = ((AgentProgram.Engine)TestEngine.Random("a").Program!).Spec;
        var record = await pool.PlayAsync(
            EngineGame.Between(EngineGame.Agent("a", engine with { Restart = true }), TestEngine.Random("b")));
        Assert.False(record.Forfeited, record.Reason);
        Assert.Equal(1, pool.IdleCount);
    }

    [Fact]
    public async Task Idle_engine_quits()
    {
        await using var pool = TestEngine.Pool(options => options.IdleTimeout = TimeSpan.FromMilliseconds(10));
        await pool.PlayAsync(EngineGame.Between(TestEngine.Random("a"), TestEngine.Random("b")));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (pool.IdleCount > 0) Assert.True(await poll.WaitForNextTickAsync(patience.Token));
    }

    [Theory]
    [InlineData("no-such-engine", null, "Hash", "1", "the engine 'x': there is no program 'no-such-engine' here")]
    [InlineData("misbehave", "/no/such/place", "Hash", "1", "the engine 'x': there is no directory /no/such/place here")]
    [InlineData("misbehave", null, "Hsh", "1", "the engine 'x' has no option 'Hsh'; did you mean 'Hash'? Known: Hash")]
    [InlineData("misbehave", null, "hash", "65", "the engine 'x': option 'Hash': found '65'; wanted an integer from 1 to 64")]
    public async Task Engine_that_is_not_as_its_spec_says_is_not_to_be_had(
        string command, string? directory, string option, string value, string fault)
    {
        await using var pool = TestEngine.Pool();
        var misbehaving = ((AgentProgram.Engine)TestEngine.Misbehaving("well").Program!).Spec;
        var engine = misbehaving with
        {
            Command = command == "misbehave" ? misbehaving.Command : command,
            Directory = directory,
            Options = ImmutableSortedDictionary.CreateRange<string, string>(StringComparer.Ordinal, [new(option, value)]),
        };
        var unavailable = await Assert.ThrowsAsync<AgentUnavailableException>(
            async () => await pool.PlayAsync(EngineGame.Between(EngineGame.Agent("x", engine), TestEngine.Random("b"))));
        Assert.Equal(fault, unavailable.Message);
        Assert.False(unavailable.Passing);
    }

    [Fact]
    public async Task Match_that_is_called_off_leaves_no_engine_thinking()
    {
        await using var pool = TestEngine.Pool(options => options.StopTimeout = TimeSpan.FromMilliseconds(200));
        using var off = new CancellationTokenSource();
        var hanging = ((AgentProgram.Engine)TestEngine.Misbehaving("hang").Program!).Spec with { TimeControl =
            TimeControl.PerMove(TimeSpan.FromHours(1)) };
        var match = MatchRunner.PlayAsync(
            EngineGame.Between(EngineGame.Agent("h", hanging), TestEngine.Random("b")), [pool], TimeProvider.System, off.Token).AsTask();
        off.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => match);
    }
}
