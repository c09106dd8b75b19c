using System.Diagnostics;
using Arena.Cli;
using Arena.Cli.Matches.Engines;
using Arena.Cli.Systems;
using Arena.Core.Agents.Programs;
using Arena.Core.Pgn;
using Arena.Tests.EndToEnd.Engines;
using Arena.Tests.Shared;
using static Arena.Tests.EndToEnd.Cli.Matches.Engines.MatchBench;

namespace Arena.Tests.EndToEnd.Cli.Matches.Engines;

public sealed class EngineMatchCommandTests : IDisposable
{
    private readonly MatchBench _bench = new();

    private static readonly string _misbehave = TestEngine.MisbehavingPath;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Games_are_the_same_however_many_are_played_at_once()
    {
        var one = await PlayAsync("one.pgn", "-concurrency 1");
        var two = await PlayAsync("two.pgn", "-concurrency 2");
        Assert.Equal(12, one.Count);
        Assert.Equal(one.Order(), two.Order()); // written as they end
        Assert.Equal(["a", "b", "a", "c", "b", "c"], one.Chunk(2).Take(3).SelectMany(pair => new[] { pair[0].White, pair[1].White }));
    }

    [Fact]
    public async Task Report_has_the_lines_of_fastchess()
    {
        var (code, output, errors) =
            await _bench.RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -games 2 -repeat -maxmoves 5 -sprt "
            + $"elo0=0 elo1=50 -pgnout {_bench.Directory}/max.pgn");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Started game 1 of 4 (a vs b)", output, StringComparison.Ordinal);
        Assert.Contains("Finished game 2 (b vs a): 1/2-1/2 {adjudication: the most moves are made}", output, StringComparison.Ordinal);
        Assert.Contains("Results of a vs b (60):", output, StringComparison.Ordinal);
        Assert.Contains("Games: 4, Wins: 0, Losses: 0, Draws: 4, Points: 2.0 (50.00 %)", output, StringComparison.Ordinal);
        Assert.Contains("Ptnml(0-2): [0, 0, 2, 0, 0]", output, StringComparison.Ordinal);
        Assert.Contains("LLR: ", output, StringComparison.Ordinal);
        Assert.All(_bench.Games("max.pgn"), game => Assert.Equal(10, game.Moves.Split(' ').Length));
    }

    [Fact]
    public async Task Engine_that_breaks_down_ends_the_match_unless_it_is_to_recover()
    {
        var flags = $"match -engine cmd={_misbehave} name=bad args=crash {Mover("a", 1)} -each tc=60 -rounds 2";
        var stopped = await _bench.RunAsync(flags);
        Assert.Equal(1, stopped.Code);
        Assert.Contains("Finished game 1 (bad vs a): 0-1 {White disconnects at move 1: exited with code 7}", stopped.Output);
        Assert.Contains("-recover", stopped.Errors, StringComparison.Ordinal);
        var recovered = await _bench.RunAsync(flags + " -recover");
        Assert.Equal(0, recovered.Code);
        Assert.Contains("Games: 4, Wins: 0, Losses: 4", recovered.Output, StringComparison.Ordinal);
        Assert.Contains("bad: 4 crashes, 0 time losses, 0 illegal moves", recovered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Breakdown_ends_the_match_at_once_though_an_earlier_game_goes_on()
    {
        var (code, output, errors) = await _bench.RunAsync(
            $"match -engine cmd={_misbehave} name=slow args=waits-once~{_bench.Directory}/waited "
            + $"-engine cmd={_misbehave} name=bad args=crash -each tc=600 -rounds 1 -concurrency 2");
        Assert.Equal((1, "arena: an engine broke down; -recover counts that as a loss and goes on\n"), (code, errors));
        Assert.Contains("Finished game 2 (bad vs slow): 0-1 ", output, StringComparison.Ordinal);
        Assert.Contains("bad: 1 crash, 0 time losses, 0 illegal moves", output, StringComparison.Ordinal);
        Assert.Contains("Games: 1, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_that_fails_to_start_once_loses_one_game()
    {
        var (code, output, errors) = await _bench.RunAsync(
            $"match -engine cmd={_misbehave} name=bad args=fails-once~{_bench.Directory}/started {Mover("a", 1)} "
            + "-each tc=60 -rounds 3 -games 1 -resign movecount=1 score=500 -recover");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Finished game 1 (bad vs a): 0-1 {White disconnects at move 1: exited with code 3}", output);
        Assert.Contains("Finished game 2 (bad vs a): 0-1 {adjudication: ", output, StringComparison.Ordinal);
        Assert.Contains("bad: 1 crash, 0 time losses, 0 illegal moves", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_that_never_starts_ends_the_match_after_five_tries()
    {
        var (code, output, errors) = await _bench.RunAsync(
            $"match -engine cmd={_misbehave} name=bad args=exits {Mover("a", 1)} -each tc=60 -rounds 200 -recover");
        Assert.Equal(1, code);
        Assert.StartsWith("arena: 'bad' could not be started 5 times in a row: exited with code 3", errors);
        Assert.Contains("Games: 5, Wins: 0, Losses: 5", output, StringComparison.Ordinal);
        Assert.Contains("Elo: -, nElo: -\n", output, StringComparison.Ordinal);
        Assert.Contains("Finished game 2 (a vs bad): 1-0 {Black disconnects at move 1: exited with code 3}", output);
        Assert.Contains("bad: 5 crashes, 0 time losses, 0 illegal moves", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resignation_is_a_loss_and_no_breakdown()
    {
        var xboard = TestEngine.Xboard("resigns").Program is AgentProgram.Engine engine ? engine.Spec.Command : "";
        var (code, output, errors) = await _bench.RunAsync(
            $"match -engine cmd={xboard} proto=xboard args=resigns name=x {Mover("a", 1)} -each tc=60 -rounds 2 -games 1 "
            + $"-pgnout {_bench.Directory}/resigned.pgn");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Finished game 2 (x vs a): 0-1 {White resigns}", output, StringComparison.Ordinal);
        Assert.Contains("No crashes, time losses or illegal moves", output, StringComparison.Ordinal);
        var pgn = await File.ReadAllTextAsync($"{_bench.Directory}/resigned.pgn");
        Assert.Contains("[Termination \"normal\"]", pgn, StringComparison.Ordinal);
        Assert.Contains("{White resigns} 0-1", pgn.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public async Task Report_at_the_end_is_told_once(int interval, int reports)
    {
        var (_, output, _) = await _bench.RunAsync(
            $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -maxmoves 2 -ratinginterval {interval}");
        Assert.Equal(reports, output.Split('\n').Count(line => line.StartsWith("Results of ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Unknown_option_is_a_warning_for_each_and_an_error_for_one()
    {
        var flags = $"match {Mover("a", 1)} {Mover("b", 2)} -maxmoves 2 -rounds 2 -each tc=60";
        var (code, _, errors) = await _bench.RunAsync(flags + " option.Sed=3");
        Assert.Equal(0, code);
        Assert.Equal(
            ["arena: warning: left out: the engine 'a' has no option 'Sed'; did you mean 'Seed'? Known: Seed, Score, UCI_Chess960",
            "arena: warning: left out: the engine 'b' has no option 'Sed'; did you mean 'Seed'? Known: Seed, Score, UCI_Chess960"],
            errors.Trim().Split('\n').Order());
        var strict = await _bench.RunAsync(flags.Replace("option.Seed=2", "option.Sed=2", StringComparison.Ordinal));
        Assert.Equal(2, strict.Code);
        Assert.Contains("the engine 'b' has no option 'Sed'; did you mean 'Seed'?", strict.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-force-concurrency")]
    public async Task More_games_at_once_than_processors_end_as_they_should(string forced)
    {
        var flags = $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 8 -repeat -maxmoves 20 -srand 3 "
            + $"-openings file={_bench.Book()} -pgnout {_bench.Directory}/many{forced}.pgn -concurrency 16 {forced}";
        var (code, output, errors) = await _bench.RunAsync(flags);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("No crashes, time losses or illegal moves", output, StringComparison.Ordinal);
        Assert.Equal(16, _bench.Games($"many{forced}.pgn").Count);
    }

    [Theory]
    [InlineData("-engine cmd=no-such-engine tc=1 -engine cmd=other tc=1",
        "the engine 'no-such-engine': there is no program 'no-such-engine' here")]
    [InlineData("-engine cmd=a -engine cmd=b", "'a' has no limit to its thinking")]
    [InlineData("-each tc=1", "found 0 engines")]
    public async Task Wrong_usage_says_so_and_exits_with_2(string flags, string fault)
    {
        var (code, _, errors) = await _bench.RunAsync("match " + flags);
        Assert.Equal(2, code);
        Assert.Contains(fault, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_process_takes_its_engines_along()
    {
        var mark = Guid.NewGuid().ToString("n");
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(Path.GetDirectoryName(Checkout.AppHost)!, "..", "..", "Arena.Cli", "release", "Arena.Cli.dll"),
            "match", "-engine", $"cmd={_misbehave}", "name=bad", $"args=hang {mark}", "-engine", $"cmd={_misbehave}",
            "name=forks", $"args=forks {mark}", "-each", "tc=600",
        ]) { RedirectStandardOutput = true, WorkingDirectory = _bench.Directory };
        using var arena = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Engines(mark, arena.Id).Count < 2) Assert.True(await poll.WaitForNextTickAsync(patience.Token));
        arena.Kill();
        await arena.WaitForExitAsync(patience.Token);
        while (Engines(mark, arena.Id).Count > 0) Assert.True(await poll.WaitForNextTickAsync(patience.Token));
    }

    private static List<int> Engines(string mark, int arena) => [.. TestEngine.ProcessesWith(mark).Where(id => id != arena)];

    private async Task<List<(string White, string Black, string Result, string Moves)>> PlayAsync(string pgn, string flags)
    {
        var (code, _, errors) = await _bench.RunAsync(
            $"match {Mover("a", 1)} {Mover("b", 2)} {Mover("c", 3)} -each tc=60+1 -rounds 2 -games 2 -repeat -srand 7 -openings "
            + $"file={_bench.Book()} order=random -pgnout file={_bench.Directory}/{pgn} {flags}");
        Assert.Equal((0, ""), (code, errors));
        return _bench.Games(pgn);
    }
}
