using System.Diagnostics;
using Arena.Cli;
using Arena.Cli.Matches.Engines;
using Arena.Cli.Systems;
using Arena.Core.Pgn;
using Arena.Tests.EndToEnd.Engines;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Cli.Matches.Engines;

public sealed class EngineMatchCommandTests : IDisposable
{
    private static readonly string _misbehave = TestEngine.MisbehavingPath;

    private readonly string _directory = Directory.CreateTempSubdirectory("arena-match-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Games_are_the_same_and_in_order_however_many_are_played_at_once()
    {
        var one = await PlayAsync("one.pgn", "-concurrency 1");
        var two = await PlayAsync("two.pgn", "-concurrency 2");
        Assert.Equal(12, one.Count);
        Assert.Equal(one, two);
        Assert.Equal(["a", "b", "a", "c", "b", "c"], one.Chunk(2).Take(3).SelectMany(pair => new[] { pair[0].White, pair[1].White }));
    }

    [Fact]
    public async Task Report_has_the_lines_of_fastchess()
    {
        var (code, output, errors) =
            await RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -games 2 -repeat -maxmoves 5 -sprt "
            + $"elo0=0 elo1=50 -pgnout {_directory}/max.pgn");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Started game 1 of 4 (a vs b)", output, StringComparison.Ordinal);
        Assert.Contains("Finished game 2 (b vs a): 1/2-1/2 {adjudication: the most moves are made}", output, StringComparison.Ordinal);
        Assert.Contains("Results of a vs b (60):", output, StringComparison.Ordinal);
        Assert.Contains("Games: 4, Wins: 0, Losses: 0, Draws: 4, Points: 2.0 (50.00 %)", output, StringComparison.Ordinal);
        Assert.Contains("Ptnml(0-2): [0, 0, 2, 0, 0]", output, StringComparison.Ordinal);
        Assert.Contains("LLR: ", output, StringComparison.Ordinal);
        Assert.All(Games("max.pgn"), game => Assert.Equal(10, game.Moves.Split(' ').Length));
    }

    [Fact]
    public async Task Game_that_could_not_be_written_is_counted_and_the_match_ends_with_a_sentence()
    {
        var (code, output, errors) =
            await RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -maxmoves 5 -pgnout file=/dev/full");
        Assert.Equal(1, code);
        Assert.Contains("Games: 1, ", output, StringComparison.Ordinal);
        Assert.Equal("arena: -pgnout: No space left on device : '/dev/full': the last game is not in it\n", errors);
    }

    [Fact]
    public async Task Engine_that_breaks_down_ends_the_match_unless_it_is_to_recover()
    {
        var flags = $"match -engine cmd={_misbehave} name=bad args=crash {Mover("a", 1)} -each tc=60 -rounds 2";
        var stopped = await RunAsync(flags);
        Assert.Equal(1, stopped.Code);
        Assert.Contains("Finished game 1 (bad vs a): 0-1 {White disconnects at move 1: exited with code 7}", stopped.Output);
        Assert.Contains("-recover", stopped.Errors, StringComparison.Ordinal);
        var recovered = await RunAsync(flags + " -recover");
        Assert.Equal(0, recovered.Code);
        Assert.Contains("Games: 4, Wins: 0, Losses: 4", recovered.Output, StringComparison.Ordinal);
        Assert.Contains("bad: 4 crashes, 0 time losses, 0 illegal moves", recovered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_that_fails_to_start_once_loses_one_game()
    {
        var (code, output, errors) = await RunAsync(
            $"match -engine cmd={_misbehave} name=bad args=fails-once~{_directory}/started {Mover("a", 1)} -each tc=60 -rounds 3 -games 1 "
            + "-resign movecount=1 score=500 -recover");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Finished game 1 (bad vs a): 0-1 {White disconnects at move 1: exited with code 3}", output);
        Assert.Contains("Finished game 2 (bad vs a): 0-1 {adjudication: ", output, StringComparison.Ordinal);
        Assert.Contains("bad: 1 crash, 0 time losses, 0 illegal moves", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_that_never_starts_ends_the_match_after_five_tries()
    {
        var (code, output, errors) = await RunAsync(
            $"match -engine cmd={_misbehave} name=bad args=exits {Mover("a", 1)} -each tc=60 -rounds 200 -recover");
        Assert.Equal(1, code);
        Assert.StartsWith("arena: 'bad' could not be started 5 times in a row: exited with code 3", errors);
        Assert.Contains("Games: 5, Wins: 0, Losses: 5", output, StringComparison.Ordinal);
        Assert.Contains("Elo: -, nElo: -\n", output, StringComparison.Ordinal);
        Assert.Contains("Finished game 2 (a vs bad): 1-0 {Black disconnects at move 1: exited with code 3}", output);
        Assert.Contains("bad: 5 crashes, 0 time losses, 0 illegal moves", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Match_that_was_interrupted_goes_on_to_the_same_end()
    {
        var state = $"{_directory}/match.jsonl";
        var whole = await RunAsync(
            $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 3 -repeat -maxmoves 30 -srand 7 -openings file={Book()} "
            + $"order=random -sprt elo0=0 elo1=50 -pgnout {_directory}/whole.pgn -config outname={state}");
        Assert.Equal((0, ""), (whole.Code, whole.Errors));
        var games = Games("whole.pgn");
        var lines = await File.ReadAllLinesAsync(state);
        await File.WriteAllTextAsync(state, string.Join('\n', lines[..3]) + "\n" + lines[3][..20]);

        var resumed = await RunAsync($"match -resume {state} -concurrency 2");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.StartsWith($"Goes on after 2 of 6 games, from {state}", resumed.Output);
        Assert.DoesNotContain("Finished game 2 ", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(Report(whole.Output), Report(resumed.Output));
        Assert.Equal([.. games, .. games.Skip(2)], Games("whole.pgn"));
        Assert.Equal(lines, await File.ReadAllLinesAsync(state));

        static string Report(string output) => output[output.IndexOf("-----", StringComparison.Ordinal)..];
    }

    [Fact]
    public async Task Interrupted_match_says_how_it_goes_on()
    {
        using var interrupted = new CancellationTokenSource();
        using StringWriter errors = new();
        using var output = new StopAfter("Finished game 3 ", interrupted);
        var arguments = $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 5000 -maxmoves 10 -config outname={_directory}/m.jsonl";
        var failure = await Assert.ThrowsAsync<CommandException>(
            () => EngineMatchCommand.RunAsync(arguments.Split(' '), output, errors, interrupted.Token));
        Assert.Matches($@"^interrupted after \d+ of 10000 games; 'arena match -resume {_directory}/m.jsonl' goes on$", failure.Message);
        Assert.Equal(ExitCode.Failed, failure.ExitCode);
    }

    [Fact]
    public async Task Unknown_option_is_a_warning_for_each_and_an_error_for_one()
    {
        var flags = $"match {Mover("a", 1)} {Mover("b", 2)} -maxmoves 2 -rounds 2 -each tc=60";
        var (code, _, errors) = await RunAsync(flags + " option.Sed=3");
        Assert.Equal(0, code);
        Assert.Equal(
            ["arena: warning: left out: the engine 'a' has no option 'Sed'; did you mean 'Seed'? Known: Seed, Score, UCI_Chess960",
            "arena: warning: left out: the engine 'b' has no option 'Sed'; did you mean 'Seed'? Known: Seed, Score, UCI_Chess960"],
            errors.Trim().Split('\n').Order());
        var strict = await RunAsync(flags.Replace("option.Seed=2", "option.Sed=2", StringComparison.Ordinal));
        Assert.Equal(2, strict.Code);
        Assert.Contains("the engine 'b' has no option 'Sed'; did you mean 'Seed'?", strict.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-force-concurrency")]
    public async Task More_games_at_once_than_processors_end_as_they_should(string forced)
    {
        var flags = $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 8 -repeat -maxmoves 20 -srand 3 -openings file={Book()} "
            + $"-pgnout {_directory}/many{forced}.pgn -concurrency 16 {forced}";
        var (code, output, errors) = await RunAsync(flags);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("No crashes, time losses or illegal moves", output, StringComparison.Ordinal);
        Assert.Equal(16, Games($"many{forced}.pgn").Count);
    }

    [Theory]
    [InlineData("-engine cmd=no-such-engine tc=1 -engine cmd=other tc=1",
        "the engine 'no-such-engine': there is no program 'no-such-engine' here")]
    [InlineData("-engine cmd=a -engine cmd=b", "'a' has no limit to its thinking")]
    [InlineData("-each tc=1", "found 0 engines")]
    public async Task Wrong_usage_says_so_and_exits_with_2(string flags, string fault)
    {
        var (code, _, errors) = await RunAsync("match " + flags);
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
        ]) { RedirectStandardOutput = true };
        using var arena = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Engines(mark, arena.Id).Count < 2) Assert.True(await poll.WaitForNextTickAsync(patience.Token));
        arena.Kill();
        await arena.WaitForExitAsync(patience.Token);
        while (Engines(mark, arena.Id).Count > 0) Assert.True(await poll.WaitForNextTickAsync(patience.Token));
    }

    private static List<int> Engines(string mark, int arena) => [.. TestEngine.ProcessesWith(mark).Where(id => id != arena)];

    private sealed class StopAfter(string text, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                stop.Cancel();
        }
    }

    private static string Mover(string name, int seed) =>
        $"-engine cmd=dotnet name={name} args={TestEngine.RandomMoverPath} option.Seed={seed}";

    private async Task<List<(string White, string Black, string Result, string Moves)>> PlayAsync(string pgn, string flags)
    {
        var (code, _, errors) = await RunAsync(
            $"match {Mover("a", 1)} {Mover("b", 2)} {Mover("c", 3)} -each tc=60+1 -rounds 2 -games 2 -repeat -srand 7 -openings "
            + $"file={Book()} order=random -pgnout file={_directory}/{pgn} {flags}");
        Assert.Equal((0, ""), (code, errors));
        return Games(pgn);
    }

    private string Book()
    {
        var path = Path.Combine(_directory, "book.epd");
        File.WriteAllLines(path,
            ["rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - 0 1",
            "rnbqkbnr/pppppppp/8/8/3P4/8/PPP1PPPP/RNBQKBNR b KQkq - 0 1", "rnbqkbnr/pppppppp/8/8/2P5/8/PP1PPPPP/RNBQKBNR b KQkq - 0 1"]);
        return path;
    }

    private List<(string White, string Black, string Result, string Moves)> Games(string pgn)
    {
        using var file = File.OpenRead(Path.Combine(_directory, pgn));
        var reader = new PgnReader(file);
        var games = new List<(string, string, string, string)>();
        while (reader.ReadGame())
        {
            var moves = new List<string>();
            while (reader.ReadToken() is var kind && kind != PgnTokenKind.End)
                if (kind == PgnTokenKind.Move) moves.Add(PgnText.Decode(reader.Token));
            Assert.Empty(reader.Faults);
            games.Add((reader.Tags["White"]!, reader.Tags["Black"]!, reader.Tags["Result"]!, string.Join(' ', moves)));
        }

        return games;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string arguments)
    {
        using StringWriter output = new(), errors = new();
        string[] words = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('~', ' '))];
        var code = await ArenaCommand.RunAsync(words, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
