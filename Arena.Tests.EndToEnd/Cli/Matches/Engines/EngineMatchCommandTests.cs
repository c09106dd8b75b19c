using System.Diagnostics;
using Arena.Cli;
using Arena.Cli.Matches.Engines;
using Arena.Cli.Systems;
using Arena.Core.Agents.Programs;
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
            await RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -maxmoves 5 -pgnout file=/dev/full {Kept()}");
        Assert.Equal(1, code);
        Assert.Contains("Games: 1, ", output, StringComparison.Ordinal);
        Assert.Equal("arena: -pgnout: No space left on device: '/dev/full': the last game is not in it\n", errors);
        Assert.Single(await File.ReadAllLinesAsync(State)); // and is played again
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
    public async Task Breakdown_ends_the_match_at_once_though_an_earlier_game_goes_on()
    {
        var (code, output, errors) = await RunAsync(
            $"match -engine cmd={_misbehave} name=slow args=waits-once~{_directory}/waited -engine cmd={_misbehave} name=bad args=crash "
            + "-each tc=600 -rounds 1 -concurrency 2");
        Assert.Equal((1, "arena: an engine broke down; -recover counts that as a loss and goes on\n"), (code, errors));
        Assert.Contains("Finished game 2 (bad vs slow): 0-1 ", output, StringComparison.Ordinal);
        Assert.Contains("bad: 1 crash, 0 time losses, 0 illegal moves", output, StringComparison.Ordinal);
        Assert.Contains("Games: 1, ", output, StringComparison.Ordinal);
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
        var whole = await RunAsync(SixGames());
        Assert.Equal((0, ""), (whole.Code, whole.Errors));
        var games = Games("whole.pgn");
        var lines = await File.ReadAllLinesAsync(State);
        await File.WriteAllTextAsync(State, string.Join('\n', lines[..3]) + "\n" + lines[3][..20]);
        Cut("whole.pgn", 2);

        var resumed = await RunAsync($"match -resume {State} -concurrency 2");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.StartsWith($"Goes on after 2 of 6 games, from {State}", resumed.Output);
        Assert.DoesNotContain("Finished game 2 ", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(Report(whole.Output), Report(resumed.Output));
        Assert.Equal(games.Order(), Games("whole.pgn").Order());
        Assert.Equal(lines.Length, (await File.ReadAllLinesAsync(State)).Length);

        var finished = await RunAsync($"match -resume {State}");
        Assert.Equal((0, ""), (finished.Code, finished.Errors));
        Assert.Equal($"The match in {State} is finished after 6 of 6 games\n{Report(whole.Output)}", finished.Output);
    }

    [Theory]
    [InlineData(100)] // killed while it was written,
    [InlineData(0)]   // or between keeping and writing it
    public async Task Game_that_was_not_written_whole_is_played_again_and_is_there_once(int bytesOfIt)
    {
        var whole = await RunAsync(SixGames());
        var (games, lines) = (Games("whole.pgn"), await File.ReadAllLinesAsync(State));
        await File.WriteAllTextAsync(State, string.Join('\n', lines[..5]) + "\n");
        Cut("whole.pgn", 3, bytesOfIt);
        var resumed = await RunAsync($"match -resume {State}");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.StartsWith("Goes on after 3 of 6 games", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(games, Games("whole.pgn"));
        Assert.Equal(lines, await File.ReadAllLinesAsync(State));
        Assert.Equal(Report(whole.Output), Report(resumed.Output));
    }

    [Fact]
    public async Task Games_that_ended_before_an_earlier_one_are_kept()
    {
        using var interrupted = new CancellationTokenSource();
        using StringWriter errors = new();
        using var output = new StopAfter("Finished game 6 ", interrupted);
        var arguments = $"match -engine cmd={_misbehave} name=slow args=waits-once~{_directory}/waited {Mover("a", 1)} -each tc=600 -rounds 6 "
            + $"-games 1 -maxmoves 1 -concurrency 2 -pgnout {_directory}/order.pgn {Kept()}";
        var failure = await Assert.ThrowsAsync<CommandException>(() => EngineMatchCommand.RunAsync(
            [.. arguments.Split(' ').Select(word => word.Replace('~', ' '))], output, errors, interrupted.Token));
        Assert.Equal($"interrupted after 5 of 6 games; 'arena match -resume {State}' goes on", failure.Message);
        Assert.Contains("Games: 5, ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1 + 5, (await File.ReadAllLinesAsync(State)).Length);
        var before = Games("order.pgn");
        Assert.Equal(5, before.Count);

        var resumed = await RunAsync($"match -resume {State}");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.Single(resumed.Output.Split('\n'), line => line.StartsWith("Started game ", StringComparison.Ordinal));
        Assert.Contains("Games: 6, Wins: 0, Losses: 0, Draws: 6", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(before, Games("order.pgn").Take(5));
        Assert.Equal(6, Games("order.pgn").Count);
    }

    [Theory]
    [InlineData("-engine cmd={mover} args={dll} name=b -pgnout file=/no/such/directory/x.pgn", 2)]
    [InlineData("-engine name=b", 2)]
    [InlineData("-engine cmd=no-such-engine name=b", 2)]
    [InlineData("-engine cmd={mover} args={dll} name=b option.Sed=1", 2)]
    [InlineData("-engine cmd={mover} args={dll} name=b option.Sed=1 -recover", 2)]
    [InlineData("-engine cmd={bad} args=exits name=b", 1)]
    [InlineData("-engine cmd={script} name=b", 2)]
    [InlineData("-engine cmd={text} name=b", 2)]
    [InlineData("-engine cmd={mover} args={dll} name=b -pgnout file={state}", 2)]
    [InlineData("-engine cmd={mover} args={dll} name=b -openings file=/no/such/book.epd", 2)]
    [InlineData("-engine cmd={mover} args={dll} name=b -recover yes", 2)]
    public async Task Refused_match_changes_nothing_and_tells_no_results(string flags, int exitCode)
    {
        await RunAsync(SixGames());
        var lines = await File.ReadAllLinesAsync(State);
        await File.WriteAllLinesAsync(State, lines[..4]);
        var (state, pgn) = (await File.ReadAllTextAsync(State), await File.ReadAllTextAsync($"{_directory}/whole.pgn"));
        await File.WriteAllTextAsync($"{_directory}/text", "no program");
        await File.WriteAllTextAsync($"{_directory}/script", "#!/no/such/interpreter\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode($"{_directory}/script", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        flags = flags.Replace("{mover}", "dotnet").Replace("{dll}", TestEngine.RandomMoverPath).Replace("{bad}", _misbehave)
            .Replace("{script}", $"{_directory}/script").Replace("{text}", $"{_directory}/text").Replace("{state}", State);
        if (!flags.Contains("-pgnout", StringComparison.Ordinal))
            flags += $" -pgnout file={_directory}/whole.pgn append=false";
        var (code, output, errors) = await RunAsync($"match {Mover("a", 1)} {flags} -each tc=60 -maxmoves 2 {Kept()}");
        Assert.Equal((exitCode, ""), (code, output));
        Assert.StartsWith("arena: ", errors, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(State));
        Assert.Equal(pgn, await File.ReadAllTextAsync($"{_directory}/whole.pgn"));
    }

    [Fact]
    public async Task Unfinished_match_is_put_aside_for_another()
    {
        await RunAsync(SixGames());
        await File.WriteAllLinesAsync(State, (await File.ReadAllLinesAsync(State))[..4]);
        var (code, _, errors) = await RunAsync($"match {Mover("a", 1)} {Mover("c", 2)} -each tc=60 -rounds 1 -maxmoves 2 {Kept()}");
        var aside = $"{_directory}/match-1.jsonl";
        Assert.Equal(0, code);
        Assert.Equal($"arena: the unfinished match in {State} is now in {aside}; 'arena match -resume {aside}' goes on with it\n", errors);
        var resumed = await RunAsync($"match -resume {aside}");
        Assert.Equal(0, resumed.Code);
        Assert.StartsWith("Goes on after 3 of 6 games", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_match_is_never_written_over()
    {
        await File.WriteAllTextAsync(State, "my thesis\n");
        var (code, output, errors) = await RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -maxmoves 2 {Kept()}");
        Assert.Equal((2, ""), (code, output));
        Assert.Equal(
            $"arena: -config: {State}:1 is not of a saved match: found 'my thesis'; wanted a saved match. It is left as it is: "
            + "-config outname=FILE keeps this match elsewhere\n",
            errors);
        Assert.Equal("my thesis\n", await File.ReadAllTextAsync(State));
    }

    [Fact]
    public async Task Match_does_not_go_on_with_another_book()
    {
        await RunAsync(SixGames());
        await File.WriteAllLinesAsync(State, (await File.ReadAllLinesAsync(State))[..4]);
        var state = await File.ReadAllTextAsync(State);
        await File.AppendAllTextAsync(Path.Combine(_directory, "book.epd"), "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1\n");
        var (code, output, errors) = await RunAsync($"match -resume {State}");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("arena: -resume: -openings has other openings than when the match was begun", errors, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(State));
    }

    [Fact]
    public async Task Resignation_is_a_loss_and_no_breakdown()
    {
        var xboard = TestEngine.Xboard("resigns").Program is AgentProgram.Engine engine ? engine.Spec.Command : "";
        var (code, output, errors) = await RunAsync(
            $"match -engine cmd={xboard} proto=xboard args=resigns name=x {Mover("a", 1)} -each tc=60 -rounds 2 -games 1 "
            + $"-pgnout {_directory}/resigned.pgn");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Finished game 2 (x vs a): 0-1 {White resigns}", output, StringComparison.Ordinal);
        Assert.Contains("No crashes, time losses or illegal moves", output, StringComparison.Ordinal);
        var pgn = await File.ReadAllTextAsync($"{_directory}/resigned.pgn");
        Assert.Contains("[Termination \"normal\"]", pgn, StringComparison.Ordinal);
        Assert.Contains("{White resigns} 0-1", pgn.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public async Task Report_at_the_end_is_told_once(int interval, int reports)
    {
        var (_, output, _) = await RunAsync(
            $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -maxmoves 2 -ratinginterval {interval}");
        Assert.Equal(reports, output.Split('\n').Count(line => line.StartsWith("Results of ", StringComparison.Ordinal)));
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

    private string State => $"{_directory}/match.jsonl";

    private string Kept() => $"-config outname={State}";

    private string SixGames() =>
        $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 3 -repeat -maxmoves 30 -srand 7 -openings file={Book()} "
        + $"order=random -sprt elo0=0 elo1=50 -pgnout {_directory}/whole.pgn {Kept()}";

    private static string Report(string output) => output[output.IndexOf("-----", StringComparison.Ordinal)..];

    /// <summary>Leaves the first games of a PGN, and a part of the next.</summary>
    private void Cut(string pgn, int games, int bytes = 0)
    {
        var path = Path.Combine(_directory, pgn);
        var text = File.ReadAllText(path);
        var end = 0;
        for (var game = 0; game < games; game++)
            end = text.IndexOf("[Event ", end + 1, StringComparison.Ordinal);
        File.WriteAllText(path, text[..(end + bytes)]);
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
