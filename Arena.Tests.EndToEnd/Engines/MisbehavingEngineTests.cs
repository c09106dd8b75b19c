using Arena.Core.Agents;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Engines;

/// <summary>Whatever an engine does, the match ends with a verdict, and nothing of the engine is left.</summary>
public sealed class MisbehavingEngineTests : IDisposable
{
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly string _logs = Directory.CreateTempSubdirectory("arena-engines-").FullName;

    public void Dispose() => Directory.Delete(_logs, recursive: true);

    [Theory]
    [InlineData("silent", Verdict.Crash, "did not say uciok within 1.5 s")]
    [InlineData("exits", Verdict.Crash, "exited with code 3")]
    [InlineData("crash", Verdict.Crash, "exited with code 7")]
    [InlineData("abort", Verdict.Crash, "was ended by signal 6")]
    [InlineData("hang", Verdict.Timeout, "did not answer within 2 s")]
    [InlineData("flood", Verdict.Timeout, "did not answer within 2 s")]
    [InlineData("early-readyok", Verdict.Crash, "did not say readyok within 1.5 s")]
    [InlineData("uciok-twice", Verdict.Crash, "did not say readyok within 1.5 s")]
    [InlineData("invalid-utf8", Verdict.Illegal, "answered '\ufffd\ufffd\ufffd', which is no legal move in rnbqkbnr")]
    [InlineData("illegal", Verdict.Illegal, "answered 'e2e5', which is no legal move in rnbqkbnr")]
    [InlineData("empty", Verdict.Illegal, "answered '', which is no legal move in")]
    [InlineData("none", Verdict.Illegal, "answered '(none)', which is no legal move in")]
    [InlineData("closes", Verdict.Crash, "closed its output")]
    public async Task Engine_that_fails_forfeits(string how, Verdict verdict, string reason)
    {
        await using (var pool = TestEngine.Pool(Configure))
        {
            var record = await pool.PlayAsync(EngineGame.Between(TestEngine.Misbehaving(how, _mark), TestEngine.Random("other")));
            Assert.Equal([verdict, Verdict.Ok], record.Verdicts.ToArray());
            Assert.Contains(reason, record.Reason);
            Assert.Equal([0, 1], record.Scores.ToArray());
        }

        await AssertNothingIsLeftAsync(_mark);
    }

    [Fact]
    public async Task Engine_whose_time_is_up_against_a_bare_king_draws()
    {
        await using var pool = TestEngine.Pool(Configure);
        var spec = EngineGame.Between(TestEngine.Misbehaving("hang"), TestEngine.Random("other"));
        var record = await pool.PlayAsync(spec with { Opening = new("7k/8/8/8/8/8/R7/K7 w - - 0 1", []) });
        Assert.Equal([Verdict.Timeout, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Equal([0.5, 0.5], record.Scores.ToArray());
    }

    [Theory]
    [InlineData("blanks", 33, null, 5)]
    [InlineData("several-lines", null, 1, 7)]
    [InlineData("long-info", 12, null, 6)]
    public async Task Evaluation_is_the_exact_score_of_the_best_line(string how, int? centipawns, int? mate, int depth)
    {
        await using var pool = TestEngine.Pool(Configure);
        var record = await pool.PlayAsync(EngineGame.Between(TestEngine.Misbehaving(how), TestEngine.Random("other")));
        Assert.Equal("e2e4", ChessMove.Of(Transcript.Read(record.Transcript)[0]).ToString());
        Assert.Equal(new SearchSummary(centipawns, mate, depth), record.Searches[0]!.Value with { Details = null });
    }

    [Fact]
    public async Task What_was_said_before_it_was_asked_is_no_answer()
    {
        await using var pool = TestEngine.Pool(Configure);
        var record = await pool.PlayAsync(EngineGame.Between(TestEngine.Misbehaving("early-bestmove"), TestEngine.Random("other")));
        Assert.Equal("e2e4", ChessMove.Of(Transcript.Read(record.Transcript)[0]).ToString());
        Assert.Null(record.Searches[0]);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("long-line")]
    [InlineData("forks")]
    [InlineData("stubborn")]
    public async Task Engine_that_answers_all_the_same_plays_and_leaves_nothing(string how)
    {
        await using (var pool = TestEngine.Pool(Configure))
        {
            var spec = EngineGame.Between(
                TestEngine.Misbehaving(how, _mark), AgentDefinition.Of(Arena.Core.Games.Chess.ChessGame.Rules, "random"));
            var record = await pool.PlayAsync(spec);
            // It knows one move; its second one is illegal or not there.
            Assert.True(record.Moves >= 2, record.Reason);
        }

        await AssertNothingIsLeftAsync(_mark);
    }

    [Fact]
    public async Task Failure_is_in_the_log_with_what_was_said()
    {
        await using (var pool = TestEngine.Pool(Configure))
            await pool.PlayAsync(EngineGame.Between(TestEngine.Misbehaving("crash"), TestEngine.Random("other")));
        var log = await File.ReadAllTextAsync(Path.Combine(_logs, "crash.log"));
        Assert.Contains("stderr: about to fail", log);
        Assert.Contains("exited with code 7", log);
        Assert.Contains("> position startpos", log);
        Assert.Contains("< uciok", log);
    }

    [Fact]
    public async Task Engine_that_could_not_be_started_is_not_waited_for_again()
    {
        await using var pool = TestEngine.Pool(Configure);
        var spec = EngineGame.Between(TestEngine.Misbehaving("silent"), TestEngine.Random("other"));
        await pool.PlayAsync(spec);
        var start = TimeProvider.System.GetTimestamp();
        for (var match = 0; match < 20; match++)
            Assert.Equal(Verdict.Crash, (await pool.PlayAsync(spec)).Verdicts[0]);
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(1.5 * 20), "each match waited anew");
    }

    private void Configure(Arena.Engines.EngineOptions options)
    {
        options.StartTimeout = TimeSpan.FromSeconds(1.5);
        options.StopTimeout = TimeSpan.FromSeconds(0.5);
        options.LogDirectory = _logs;
    }

    // Death takes the kernel a moment.
    private static async Task AssertNothingIsLeftAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (TestEngine.ProcessesWith(text).Count > 0)
            Assert.True(await poll.WaitForNextTickAsync(patience.Token));
    }
}
