using Arena.Core.Agents;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Engines;

/// <summary>Engines of the xboard protocol as they are: of version 1, slow to say what they can, and careless with blanks.</summary>
public sealed class XboardTests
{
    [Theory]
    [InlineData("version-1")]
    [InlineData("undone")]
    [InlineData("slow")]
    [InlineData("blanks")]
    [InlineData("early-move")]
    [InlineData("plays-once")]
    [InlineData("claims")]
    public async Task Engine_plays_the_move_that_it_was_asked_for(string how)
    {
        await using var pool = TestEngine.Pool();
        var record = await pool.PlayAsync(EngineGame.Between(TestEngine.Xboard(how), AgentDefinition.Of(ChessGame.Rules, "random")));
        Assert.Equal("e2e4", ChessMove.Of(Transcript.Read(record.Transcript)[0]).ToString());
        Assert.Equal(
            new SearchSummary(33, null, 5) { Details = new(Nodes: 1, Time: TimeSpan.FromMilliseconds(10)) }, record.Searches[0]);
        Assert.Equal(Verdict.Timeout, record.Verdicts[0]); // it knows one move
    }

    [Theory]
    [InlineData("resigns", 0)]
    [InlineData("resigns-by-result", 0)]
    [InlineData("resigns-unasked", 2)]
    public async Task Engine_that_resigns_has_lost_and_plays_the_next_game(string how, int moves)
    {
        await using var pool = TestEngine.Pool();
        var engine = TestEngine.Xboard(how);
        for (var game = 0; game < 2; game++)
        {
            var record = await pool.PlayAsync(EngineGame.Between(engine, AgentDefinition.Of(ChessGame.Rules, "random")));
            Assert.Equal([Verdict.Resign, Verdict.Ok], record.Verdicts.ToArray());
            Assert.Equal((0, 1, moves), (record.Scores[0], record.Scores[1], record.Moves));
            Assert.Null(record.Reason);
            Assert.Equal(1, pool.IdleCount);
        }
    }

    [Fact]
    public async Task Feature_that_comes_late_is_no_pong()
    {
        await using var pool = TestEngine.Pool(options => options.NewGameTimeout = TimeSpan.FromSeconds(1));
        var engine = TestEngine.Xboard("late-feature");
        var record = await pool.PlayAsync(EngineGame.Between(engine, AgentDefinition.Of(ChessGame.Rules, "random")));
        Assert.Equal(Verdict.Crash, record.Verdicts[0]);
        Assert.Contains("did not say pong within 1 s", record.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plays-once", 0)]
    [InlineData("version-1", 1)]
    public async Task Engine_that_plays_once_is_not_kept(string how, int kept)
    {
        await using var pool = TestEngine.Pool();
        var spec = EngineGame.Between(TestEngine.Xboard(how), TestEngine.Random("other"));
        await using (await pool.SeatAsync(spec, 0, CancellationToken.None))
            Assert.Equal(0, pool.IdleCount);
        Assert.Equal(kept, pool.IdleCount);
    }
}
