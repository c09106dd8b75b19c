using System.Diagnostics;
using System.Text.Json.Nodes;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Grpc.Interop;
using Arena.Tests.EndToEnd.Samples;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Systems;

[Collection(EndToEndCollection.Name)]
public sealed class EvidenceTests(SharedArena shared) : IDisposable
{
    private readonly RunningArena _arena = shared.Arena;
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("arena-test-");

    public void Dispose() => _files.Delete(recursive: true);

    [Theory]
    [InlineData("""
        { "name": "e", "game": "ipd", "parameters": { "turns": 50, "noise": 0.05 },
          "agents": ["tit-for-tat", "joss", "random"] }
        """)]
    [InlineData("""{ "name": "e", "game": "chess", "agents": ["random", "greedy"] }""")]
    [InlineData("""
        { "name": "e", "game": "chess", "openings": [["e4", "e5"], "4k3/4p3/8/8/8/8/4P3/4K3 w - - 0 1"],
          "adjudication": { "maxMoves": 12 }, "agents": ["random", "greedy", { "name": "r", "strategy": "random" }] }
        """)]
    [InlineData("""
        { "name": "e", "game": "leduc_poker", "repetitions": 5, "agents": ["random", { "name": "other", "strategy": "random" }] }
        """)]
    [InlineData("""{ "name": "e", "game": "connect_four", "moveTimeLimit": "300ms", "agents": ["random", "crash", "stall", "illegal"] }""")]
    public async Task Every_match_of_a_league_replays(string document)
    {
        var league = await _arena.StartLeagueAsync(document);
        var standings = await _arena.CompleteAsync(league);
        var replayed = await ArenaAsync("replay", league);
        Assert.Equal((0, ""), (replayed.ExitCode, replayed.Errors));
        var matches = standings.League.Matches;
        Assert.Contains(
            $"{matches} matches played again: {matches} records are true, 0 are not", replayed.Output, StringComparison.Ordinal);

        var one = await ArenaAsync("replay", $"{league}/1");
        Assert.Contains("the record is true", one.Output, StringComparison.Ordinal);
        var shown = await ArenaAsync("matches", league, "1");
        Assert.Contains("seal ", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_record_replays_and_a_changed_move_is_named()
    {
        var league = await _arena.StartLeagueAsync("""{ "name": "e", "game": "chess", "agents": ["random", "greedy"] }""");
        await _arena.CompleteAsync(league);
        var file = Path.Combine(_files.FullName, "match.json");
        var exported = await ArenaAsync("export", league, "0", "-o", file);
        Assert.Equal((0, ""), (exported.ExitCode, exported.Output));
        Assert.Equal(0, (await ArenaAsync("replay", file)).ExitCode);

        var json = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var (first, third) = (json["moves"]![0]!.DeepClone(), json["moves"]![2]!.DeepClone());
        json["moves"]![2] = first;
        await File.WriteAllTextAsync(file, json.ToJsonString());
        var replayed = await ArenaAsync("replay", file);
        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("the record is NOT what re-execution gives", replayed.Output, StringComparison.Ordinal);
        Assert.Contains("move 2 (seat 0, ", replayed.Output, StringComparison.Ordinal);
        Assert.NotEqual(first["action"]!.GetValue<int>(), third["action"]!.GetValue<int>());

        var all = Path.Combine(_files.FullName, "all.jsonl");
        Assert.Equal(0, (await ArenaAsync("export", league, "-o", all)).ExitCode);
        var both = (await ArenaAsync("replay", all)).Output;
        Assert.Contains("2 matches played again: 2 records are true", both, StringComparison.Ordinal);
        Assert.Contains("\n  2 records: compared with the ledger at ", both, StringComparison.Ordinal);
        var pgn = await ArenaAsync("export", league, "--format", "pgn");
        Assert.Equal(2, pgn.Output.Split("[Event \"").Length - 1);
        var kaggle = JsonNode.Parse((await ArenaAsync("export", league, "0", "--format", "kaggle")).Output)!;
        Assert.Equal(("chess", 1), (kaggle["name"]!.GetValue<string>(), kaggle["schema_version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Results_of_leagues_are_exported_rated_and_merged_in_any_order()
    {
        var one = await _arena.StartLeagueAsync(
            """
            { "name": "e", "game": "connect_four", "repetitions": 5,
              "agents": ["random", "greedy", { "name": "look", "strategy": "minimax", "parameters": { "depth": 2 } }] }
            """);
        var two = await _arena.StartLeagueAsync(
            """{ "name": "e", "game": "ipd", "selfPlay": true, "agents": ["tit-for-tat", "random", "defector"] }""");
        await _arena.CompleteAsync(one);
        await _arena.CompleteAsync(two);
        var (a, b) = (Path.Combine(_files.FullName, "a.csv"), Path.Combine(_files.FullName, "b.csv"));
        Assert.Equal(0, (await ArenaAsync("export", one, "--format", "csv", "-o", a)).ExitCode);
        Assert.Equal(0, (await ArenaAsync("export", "--all", "--format", "csv", "-o", b)).ExitCode);
        var lines = await File.ReadAllLinesAsync(a);
        Assert.Equal("key,white,black,result,pair,node", lines[0]);
        Assert.Equal(30, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.StartsWith($"{one}/", line, StringComparison.Ordinal));
        Assert.Equal(15, lines.Skip(1).Select(line => line.Split(',')[4]).Distinct().Count());
        Assert.Equal(3, (await File.ReadAllLinesAsync(b)).Count(line => line.StartsWith($"{two}/", StringComparison.Ordinal)));

        var forth = await CommandLine.RunAsync("rate", a, b, "--json", "--nodes");
        var back = await CommandLine.RunAsync("rate", b, a, "--json", "--nodes");
        Assert.Equal((0, forth.Output), (forth.ExitCode, back.Output));
        var rated = JsonNode.Parse(forth.Output)!;
        Assert.Equal(30, rated["repeated"]!.GetValue<int>());
        Assert.Equal(3, rated["nodes"]!.AsArray().Count);
        Assert.Equal(2, (await ArenaAsync("export", one, "3", "--format", "csv")).ExitCode);
        Assert.Equal(2, (await ArenaAsync("export")).ExitCode);
    }

    [Theory]
    [InlineData("replay /nowhere/match.json", 2, "there is no file /nowhere/match.json")]
    [InlineData("replay nope", 1, "nope")]
    [InlineData("replay nope/x", 2, "'x' no number")]
    [InlineData("export nope 0", 1, "nope")]
    [InlineData("replay nope --json --pgn", 2, "one of --json, --pgn and --kaggle")]
    public async Task What_is_not_there_is_said(string arguments, int exitCode, string told)
    {
        var done = await ArenaAsync(arguments.Split(' '));
        Assert.Equal((exitCode, ""), (done.ExitCode, done.Output));
        Assert.Contains(told, done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lying_node_is_found_out_by_the_others()
    {
        await using var arena = await RunningArena.StartAsync(nodes: 2);
        await using var liar = new LyingNode(arena.Client.Address);
        var league = await arena.StartLeagueAsync("""
            { "name": "lies", "game": "connect_four", "verify": "100%", "repetitions": 400,
              "agents": ["random", { "name": "other", "strategy": "random" }] }
            """);
        var standings = await arena.CompleteAsync(league);
        var lies = standings.Nodes.Single(n => n.Node == LyingNode.Name).Matches;
        Assert.True(lies > 0);
        Assert.Equal(standings.League.Matches, standings.Rechecks.Drawn);
        Assert.Equal(standings.Rechecks.Drawn, standings.Rechecks.Agreed + standings.Rechecks.Disagreed);
        Assert.True(standings.Rechecks.Disagreed > 0);
        Assert.All(standings.Rechecks.Disagreements, d => Assert.Contains(LyingNode.Name, new[] { d.PlayedBy, d.Node }));
        Assert.All(standings.Rechecks.Disagreements, d => Assert.StartsWith("scores: ", d.Reason, StringComparison.Ordinal));

        var nodes = (await arena.Client.Nodes.ListAsync(new ListNodesRequest())).Nodes.ToDictionary(n => n.Name);
        Assert.True(nodes[LyingNode.Name].Outvoted > 0);
        Assert.All(nodes.Values.Where(n => n.Name != LyingNode.Name), n => Assert.Equal(0, n.Outvoted));
        if (lies >= 30)
        {
            Assert.True(nodes[LyingNode.Name].Residual.Suspect, nodes[LyingNode.Name].Residual.ToString());
            Assert.All(nodes.Values.Where(n => n.Name != LyingNode.Name), n => Assert.NotEqual(true, n.Residual?.Suspect));
        }
    }

    [Theory]
    [InlineData(SampleBot.Python)]
    public async Task Sample_web_server_plays_a_league(string language)
    {
        Requires.SampleBot(SampleBot.Python);
        Assert.Equal(SampleBot.Python, language);
        var script = Path.Combine(Repository.Root, "samples", "bots", "http-python", "bot.py");
        using var bot = Process.Start(new ProcessStartInfo(PeerTools.PythonPath!, [script, "0"]) { RedirectStandardOutput = true })!;
        try
        {
            var said = await bot.StandardOutput.ReadLineAsync(RunningArena.Limit());
            var address = said!["listening on ".Length..];
            var league = await _arena.StartLeagueAsync($$"""
                { "name": "web", "game": "tic_tac_toe", "repetitions": 3, "agents": ["random", { "name": "web", "http": "{{address}}" }] }
                """);
            var standings = await _arena.CompleteAsync(league);
            Assert.Equal((6, 0), (standings.League.Played, standings.League.Forfeited));
            Assert.Equal(0, (await ArenaAsync("replay", league)).ExitCode);
        }
        finally
        {
            bot.Kill();
            await bot.WaitForExitAsync(RunningArena.Limit());
        }
    }

    private Task<(int ExitCode, string Output, string Errors)> ArenaAsync(params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "--endpoint", _arena.Client.Address.ToString()], []);
}
