using System.Text.Json;
using Arena.Contracts.V1;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;
using Arena.Tests.EndToEnd.Engines;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class EngineLeagueTests(SharedArena shared)
{
    private readonly RunningArena _arena = shared.Arena;

    [Fact]
    public async Task Engines_over_three_nodes_play_the_games_of_a_single_process()
    {
        var document = Document("movers", Mover("a", 1), Mover("b", 2), Mover("c", 3), "\"random\"");
        var league = await _arena.StartLeagueAsync(document);
        var standings = await _arena.CompleteAsync(league);
        Assert.Equal(0, standings.League.Forfeited);
        Assert.Equal(3, standings.Nodes.Count);

        var definition = LeagueDocument.Parse(document).Definition!;
        var schedule = new Schedule(definition);
        await using var pool = TestEngine.Pool();
        foreach (var match in await _arena.MatchesAsync(league))
        {
            var here = await MatchRunner.PlayAsync(
                definition.MatchAt(schedule.At(match.Index)), [pool], TimeProvider.System, RunningArena.Limit());
            Assert.Equal(here.Hash, match.MatchHash.ToByteArray());
        }
    }

    [Fact]
    public async Task Games_are_adjudicated_by_what_engines_say_and_their_records_replay()
    {
        var document = Document("adjudicated", Mover("a", 1, tellsScore: true), Mover("b", 2, tellsScore: true), "\"random\"");
        document = document.Insert(1,
            "\"openings\": [[\"e4\", \"e5\"], [\"d4\", \"d5\"]], \"adjudication\": { \"resign\": { \"moveCount\": 3, \"score\": "
            + "50 }, \"maxMoves\": 100 },");
        var league = await _arena.StartLeagueAsync(document);
        var standings = await _arena.CompleteAsync(league);
        Assert.Equal(0, standings.League.Forfeited);
        var exported = await CommandLine.RunAsync(["export", league, "--endpoint", _arena.Client.Address.ToString()]);
        var records = exported.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(12, records.Length);
        Assert.Contains(records, record => record.Contains("a side is lost by its own account", StringComparison.Ordinal));
        var replayed = await CommandLine.RunAsync(["replay", league, "--endpoint", _arena.Client.Address.ToString()]);
        Assert.True(replayed.Output.Contains("12 records are true, 0 are not", StringComparison.Ordinal), replayed.Output);
        Assert.Equal(0, replayed.ExitCode);
    }

    [Fact]
    public async Task Engines_that_fail_forfeit_and_the_league_goes_on()
    {
        var league = await _arena.StartLeagueAsync(
            Document("failing", Mover("mover", 1), Misbehaving("crash"), Misbehaving("illegal"), Misbehaving("long-line")));
        var standings = await _arena.CompleteAsync(league);
        Assert.Equal("mover", standings.Rows[0].Agent);
        Assert.Equal(standings.League.Matches, standings.League.Forfeited);
        var reasons = (await _arena.MatchesAsync(league)).Select(m => m.Reason).ToArray();
        Assert.Contains(reasons, r => r.Contains("crash (seat 0) at move 0: exited with code 7", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.Contains("answered 'e2e5', which is no legal move", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Engine_that_resigns_has_lost_and_forfeits_nothing()
    {
        var quitter = JsonSerializer.Serialize(TestEngine.XboardPath);
        var league = await _arena.StartLeagueAsync(Document(
            "resigning", Mover("mover", 1),
            $$"""{ "name": "quitter", "engine": { "cmd": {{quitter}}, "args": ["resigns"], "proto": "xboard", "movetime": 5 } }"""));
        var standings = await _arena.CompleteAsync(league);
        Assert.Equal(0, standings.League.Forfeited);
        Assert.Equal(("mover", standings.League.Matches), (standings.Rows[0].Agent, standings.Rows[0].Wins));
        Assert.All(standings.Rows, row => Assert.Null(row.Faults));
        Assert.All(await _arena.MatchesAsync(league), match =>
        {
            Assert.Equal("", match.Reason);
            Assert.Contains(Arena.Contracts.V1.Verdict.Resign, match.Verdicts);
        });
        var replayed = await CommandLine.RunAsync(["replay", league, "--endpoint", _arena.Client.Address.ToString()]);
        Assert.True(replayed.ExitCode == 0, replayed.Output);
    }

    [Fact]
    public async Task League_that_no_node_can_play_says_why()
    {
        var league = await _arena.StartLeagueAsync(
            Document("nobody", Mover("mover", 1), """{ "name": "ghost", "engine": { "cmd": "no-such-engine" } }"""));
        await foreach (var standings in _arena.Client.WatchLeagueAsync(league, RunningArena.Patience, RunningArena.Limit()))
        {
            if (standings.Stalled.Length == 0)
                continue;
            Assert.Equal("the engine 'ghost': there is no program 'no-such-engine' here", standings.Stalled);
            return;
        }

        Assert.Fail("The league ended.");
    }

    private static string Document(string name, params string[] agents) =>
        $$"""
        { "name": "{{name}}", "game": "chess", "repetitions": 2, "moveTimeLimit": "30s", "agents": [{{string.Join(", ", agents)}}] }
        """;

    private static string Mover(string name, int seed, bool tellsScore = false) =>
        $$"""
        { "name": "{{name}}", "engine": {
          "cmd": "dotnet", "args": [{{JsonSerializer.Serialize(TestEngine.RandomMoverPath)}}],
          "options": { "Seed": {{seed}}, "Score": {{(tellsScore ? "true" : "false")}} } } }
        """;

    private static string Misbehaving(string how) =>
        $$"""
        { "name": "{{how}}", "engine": {
          "cmd": {{JsonSerializer.Serialize(TestEngine.MisbehavingPath)}}, "args": ["{{how}}"], "movetime": 5 } }
        """;
}
