using System.Diagnostics;
using System.Text.Json;
using Arena.Cli.Systems;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Cli.Matches;

/// <summary>The verbs that need no running system, as people type them.</summary>
public sealed class MatchCommandTests
{
    private static readonly string _program =
        Path.Combine(Path.GetDirectoryName(Checkout.AppHost)!, "..", "..", "Arena.Cli", "release", "Arena.Cli.dll");
    private static readonly string _file = Path.Combine(Repository.Root, "samples", "games", "beauty-contest.nfg");

    [Theory]
    [InlineData("games perft chess 3", "8902")]
    [InlineData("games perft connect_four 5", "16807")]
    [InlineData("games perft kuhn_poker 2", "6")]
    [InlineData("games perft tic_tac_toe 2 --state x.o/.x./o..", "16")]
    [InlineData("games perft ipd 1 --param turns=1", "4")]
    public async Task Perft_prints_the_count_and_nothing_else(string arguments, string count)
    {
        var (exitCode, output, _) = await RunAsync(arguments.Split(' '));
        Assert.Equal((0, count), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task Unknown_command_is_named()
    {
        var (exitCode, output, errors) = await RunAsync("leage", "--json");
        Assert.Equal((2, "", "arena: there is no command 'leage'"), (exitCode, output, errors.Split('\n')[0]));
    }

    [Fact]
    public async Task Perft_takes_a_state_and_divides()
    {
        const string kiwipete = "r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1";
        var (exitCode, output, _) = await RunAsync("games", "perft", "chess", "2", "--state", kiwipete, "--divide");
        var lines = output.Trim().Split('\n');
        Assert.Equal((0, "2039"), (exitCode, lines[^1]));
        Assert.Equal(48, lines.Length - 1);
        Assert.Equal(2039, lines[..^1].Sum(line => int.Parse(line.Split(": ")[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Match_prints_the_same_json_however_many_games_are_played_at_once()
    {
        string[] arguments = ["match", "--game", "connect_four", "--agents", "random,greedy,mcts:simulations=30", "--rounds",
        "3", "--opening-plies", "4", "--seed", "18446744073709551615", "--json"];
        var one = await RunAsync([.. arguments, "--concurrency", "1"]);
        var four = await RunAsync([.. arguments, "--concurrency", "4"]);
        Assert.Equal((0, one.Output), (four.ExitCode, four.Output));
        using var document = JsonDocument.Parse(one.Output);
        Assert.Equal(18, document.RootElement.GetProperty("matches").GetArrayLength());
        Assert.Equal(3, document.RootElement.GetProperty("standings").GetArrayLength());
        foreach (var meeting in document.RootElement.GetProperty("matches").EnumerateArray()
            .GroupBy(m => m.GetProperty("meeting").GetInt32()))
        {
            var openings = meeting.Select(m =>
                string.Join(' ', m.GetProperty("moves").EnumerateArray().Take(4).Select(move => move.GetString()))).ToList();
            Assert.Equal(2, openings.Count);
            Assert.Equal(openings[0], openings[1]);
            Assert.Equal(2, meeting.Select(m => m.GetProperty("agents")[0].GetString()).Distinct().Count());
        }
    }

    [Fact]
    public async Task Match_of_a_file_with_three_seats_lets_everybody_sit_everywhere()
    {
        var (exitCode, output, errors) =
            await RunAsync("match", "--game", _file, "--agents", "random,random,random", "--rounds", "100", "--param", "turns=3");
        Assert.True(exitCode == 0, errors);
        Assert.StartsWith("beauty-contest (turns=3), seed 0: 300 games, 0 forfeited", output);
        Assert.Contains("random 3", output);
    }

    [Fact]
    public async Task Forfeits_are_counted_and_the_match_goes_on()
    {
        var (exitCode, output, _) =
            await RunAsync("match", "--game", "tic_tac_toe", "--agents", "random,crash:after=1", "--rounds", "5", "--json");
        Assert.Equal(0, exitCode);
        using var document = JsonDocument.Parse(output);
        var crash = document.RootElement.GetProperty("standings")[1];
        Assert.Equal(("crash (after 1)", 10, 10),
            (crash.GetProperty("agent").GetString(), crash.GetProperty("losses").GetInt32(), crash.GetProperty("forfeits").GetInt32()));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task Error_that_games_do_not_tell_is_a_dash_and_null(string rounds)
    {
        // Without chance all meetings go alike.
        string[] match = ["match", "--game", "ipd", "--agents", "tit-for-tat,defector", "--rounds", rounds];
        var rows = (await RunAsync(match)).Output.TrimEnd().Split('\n')[^2..];
        Assert.All(rows, row => Assert.EndsWith("  -", row, StringComparison.Ordinal));
        using var json = JsonDocument.Parse((await RunAsync([.. match, "--json"])).Output);
        Assert.All(json.RootElement.GetProperty("standings").EnumerateArray(),
            row => Assert.Equal(JsonValueKind.Null, row.GetProperty("error").ValueKind));
    }

    [Theory]
    [InlineData("xyz", 2)]
    [InlineData("play /", 2)]
    [InlineData("replay /nowhere.json", 2)]
    [InlineData("bot --game ches", 2)]
    public async Task Exit_code_is_the_same_where_nobody_can_be_told_why(string arguments, int exitCode)
    {
        var run = await ProcessRun.ToEndAsync(
            new ProcessStartInfo("sh", ["-c", $"exec dotnet \"$0\" {arguments} 2>/dev/full", _program]));
        Assert.Equal((exitCode, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task Games_are_listed_and_shown()
    {
        var list = await RunAsync("games", "list");
        Assert.All(Arena.Core.Games.GameCatalog.Names, name => Assert.Contains(name, list.Output));
        var show = await RunAsync("games", "show", "connect_four", "--state", "......./......./......./......./......./x......");
        Assert.Contains("seat 1 to move: o0 o1 o2 o3 o4 o5 o6", show.Output);
        Assert.Contains("mcts", show.Output);
        using var json = JsonDocument.Parse((await RunAsync("games", "show", "ipd", "--json")).Output);
        Assert.Equal("every seat at once", json.RootElement.GetProperty("toMove").GetString());
    }

    [Theory]
    [InlineData("games perft ches 3", "unknown game 'ches'; did you mean 'chess'? Known: ipd")]
    [InlineData("games perft chess -1", "DEPTH is '-1'; wanted a whole number from 0 to 100")]
    [InlineData("games perft chess 2 --state rubbish", "--state: FEN \"rubbish\": found 1 fields; wanted 6")]
    [InlineData("games perft ipd 1 --divide", "joint choices")]
    [InlineData("games show chess --param repetitions=9", "repetitions: found 9; wanted an integer from 2 to 5")]
    [InlineData("games show chess --param repetition=3", "repetition: unknown parameter; did you mean 'repetitions'?")]
    [InlineData("games show /nowhere/x.nfg", "/nowhere/x.nfg")]
    [InlineData("match --game chess", "--agents: found 0 agents; chess wants at least 2")]
    [InlineData("match --agents random,random", "--game")]
    [InlineData("match --game chess --agents random", "found 1 agent; chess wants at least 2")]
    [InlineData("match --game chess --agents random,randm", "unknown strategy 'randm' for chess; did you mean 'random'?")]
    [InlineData("match --game ipd --agents mcts,joss", "strategy 'mcts' does not play ipd: it plays games whose seats move in turn")]
    [InlineData("match --game chess --agents random,mcts:simulation=3",
        "--agents: mcts: simulation: unknown parameter; did you mean 'simulations'?")]
    [InlineData("match --game chess --agents random,mcts:simulations=many", "simulations: found 'many'; wanted an integer from 1")]
    [InlineData("match --game ipd --agents joss,joss:p=0.5:p=0.6", "p: given twice")]
    [InlineData("match --game ipd --agents joss,feld --param turns=0", "turns: found 0; wanted an integer from 1 to 100000")]
    [InlineData("match --game ipd --agents joss,feld --param S=9", "a prisoner's dilemma wants T > R > P > S")]
    [InlineData("match --game ipd --agents joss,feld --opening-plies 2", "ipd has no random openings")]
    [InlineData("match --game kuhn_poker --agents random,random --opening-plies 2", "kuhn_poker has no random openings")]
    [InlineData("match --game tic_tac_toe --agents random,random --state xxx/oo./...", "the game is over there")]
    [InlineData("match --game chess --agents random,random --rounds 9000000", "at most 10000000 are allowed")]
    [InlineData("match --game chess --agents random,random --rounds 0", "--rounds is '0'; wanted a whole number from 1")]
    [InlineData("match --game chess --agents random,random --seed x", "--seed is 'x'")]
    [InlineData("match --game FILE --agents random,random", "found 2 agents; beauty-contest wants 3")]
    public async Task Wrong_usage_says_what_was_found_and_wanted_and_exits_with_2(string arguments, string told)
    {
        var (exitCode, output, errors) = await RunAsync(arguments.Replace("FILE", _file, StringComparison.Ordinal).Split(' '));
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(told, errors);
    }

    [Fact]
    public async Task Corrupt_file_is_wrong_usage_that_says_where()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("arena-test-").FullName, "bad.nfg");
        await File.WriteAllTextAsync(file, "NFG 1 R \"t\" { \"a\" \"b\" }\n{ 2 2 }\n1 2 3 x");
        var (exitCode, _, errors) = await RunAsync("match", "--game", file, "--agents", "random,random");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal(2, exitCode);
        Assert.Contains("line 3: found x; wanted a number", errors);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ProcessRun.ToEndAsync(new ProcessStartInfo("dotnet", [_program, .. arguments]));
}
