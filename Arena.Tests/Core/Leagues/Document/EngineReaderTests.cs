using Arena.Core.Agents.Programs;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class EngineReaderTests
{
    [Fact]
    public void Engine_round_trips_through_its_canonical_document()
    {
        var league = TestLeague.Of(Doc("""
            { "name": "sf", "engine": {
                "cmd": "stockfish", "args": ["--x", "y z"], "dir": "/tmp",
                "options": { "Hash": 16, "Ponder": false, "Skill Level": "3" },
                "tc": "40/60+0.5", "nodes": 1000, "depth": 7, "restart": true } },
            { "engine": { "cmd": "/usr/games/fairymax", "proto": "xboard", "movetime": "100ms" } }
            """));
        var (sf, fairy) = (Spec(league, 0), Spec(league, 1));
        Assert.Equal(["sf", "fairymax"], league.Agents.Select(a => a.Name));
        Assert.Equal("stockfish --x y z /tmp Hash=16 Ponder=false Skill Level=3 40/60+0.5 1000 7 True Uci", string.Join(' ',
            [sf.Command, .. sf.Arguments, sf.Directory, .. sf.Options.Select(o => $"{o.Key}={o.Value}"), sf.TimeControl,
            sf.Nodes, sf.Depth, sf.Restart, sf.Protocol]));
        Assert.Equal((EngineProtocol.Xboard, "movetime 0.1"), (fairy.Protocol, fairy.TimeControl!.ToString()));
        Assert.Equal(league, LeagueDocument.Parse(league.ToJson()).Definition);
    }

    [Theory]
    [InlineData("""{ "cmd": "" }""", "$.agents[1].engine.cmd: found no text; wanted the engine's program")]
    [InlineData("""{ }""", "$.agents[1].engine.cmd: the field is missing; wanted the engine's program")]
    [InlineData("""{ "cmd": "a\nb" }""",
        "$.agents[1].engine.cmd: found text that is no line of at most 4096 characters; wanted the engine's program")]
    [InlineData("""{ "cmd": "x", "tc": "fast" }""",
        "$.agents[1].engine.tc: found \"fast\"; wanted a time control such as \"60+0.5\" or \"40/60\": moves/seconds+increment")]
    [InlineData("""{ "cmd": "x", "tc": "60", "movetime": 1 }""", "$.agents[1].engine.movetime: found beside tc; an engine has one clock")]
    [InlineData("""{ "cmd": "x", "nodes": 0 }""", "$.agents[1].engine.nodes: found 0; wanted an integer from 1 to 9007199254740992")]
    [InlineData("""{ "cmd": "x", "proto": "ucii" }""",
        "$.agents[1].engine.proto: unknown protocol \"ucii\"; did you mean 'uci'? Known: uci, xboard")]
    [InlineData("""{ "cmd": "x", "options": { "Hash": [1] } }""",
        "$.agents[1].engine.options.Hash: found an array; wanted a line of text, a number, true or false")]
    [InlineData("""{ "cmd": "x", "options": { "Hash": "1\nquit" } }""",
        "$.agents[1].engine.options.Hash: found \"1\nquit\"; wanted a line of text, a number, true or false")]
    [InlineData("""{ "cmd": "x", "options": { "Hash": 1, "hash": 2 } }""",
        "$.agents[1].engine.options.hash: found beside Hash, which engines take for the same option")]
    [InlineData("""{ "cmd": "x", "args": "y" }""", "$.agents[1].engine.args: found \"y\"; wanted an array of at most 100 texts")]
    [InlineData("""{ "cmd": "x", "hash": 1 }""",
        "$.agents[1].engine.hash: unknown field; known: cmd, args, dir, proto, options, tc, movetime, nodes, depth, restart")]
    [InlineData("3", "$.agents[1].engine: found 3; wanted an object")]
    public void Fault_is_told_with_its_path(string engine, string fault) =>
        Assert.Contains(fault, LeagueDocument.Parse(
            Doc($$"""{ "name": "a", "engine": { "cmd": "y" } }, { "name": "b", "engine": {{engine}} }""")).Faults.Select(f =>
                f.ToString()));

    [Fact]
    public void Engines_play_chess_only() => Assert.Contains(
        "$.agents[0].engine: engines play chess; this league's game is othello",
        LeagueDocument.Parse("""
            { "name": "x", "game": "othello", "agents": [{ "engine": { "cmd": "stockfish" } }, "random"] }
            """).Faults.Select(f => f.ToString()));

    [Fact]
    public void Clocks_of_the_league_are_for_whoever_has_none()
    {
        var league = TestLeague.Of("""
            { "name": "x", "game": "chess", "timeControl": "10+0.1", "overage": "2s",
              "agents": [{ "name": "e", "engine": { "cmd": "y", "tc": "5" } }, "random"] }
            """);
        var spec = league.MatchAt(new ScheduledMatch(0, 0, 1, default));
        Assert.Equal(["5", "10+0.1"], Enumerable.Range(0, 2).Select(seat => spec.TimeControlOf(seat).ToString()));
        Assert.All(Enumerable.Range(0, 2), seat => Assert.Equal(TimeSpan.FromSeconds(2), spec.TimeControlOf(seat).Overage));
        Assert.Equal(league, LeagueDocument.Parse(league.ToJson()).Definition);
    }

    private static EngineSpec Spec(LeagueDefinition league, int agent) => ((AgentProgram.Engine)league.Agents[agent].Program!).Spec;

    private static string Doc(string agents) => $$"""{ "name": "engines", "game": "chess", "agents": [{{agents}}] }""";
}
