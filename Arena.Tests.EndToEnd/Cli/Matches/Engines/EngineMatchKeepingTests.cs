using Arena.Cli;
using Arena.Cli.Matches.Engines;
using Arena.Tests.EndToEnd.Engines;
using static Arena.Tests.EndToEnd.Cli.Matches.Engines.MatchBench;

namespace Arena.Tests.EndToEnd.Cli.Matches.Engines;

/// <summary>What becomes of files: of a match that is interrupted, that is refused, and that meets another.</summary>
public sealed class EngineMatchKeepingTests : IDisposable
{
    private static readonly string _misbehave = TestEngine.MisbehavingPath;

    private readonly MatchBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Game_that_could_not_be_written_is_counted_and_the_match_ends_with_a_sentence()
    {
        var (code, output, errors) =
            await _bench.RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 2 -maxmoves 5 -pgnout file=/dev/full");
        Assert.Equal(1, code);
        Assert.Contains("Games: 1, ", output, StringComparison.Ordinal);
        Assert.Equal("arena: -pgnout: /dev/full: No space left on device: the last game is not in it\n", errors);
        Assert.Single(await File.ReadAllLinesAsync(State)); // and is played again
    }

    [Fact]
    public async Task Match_that_was_interrupted_goes_on_to_the_same_end()
    {
        var whole = await _bench.RunAsync(SixGames());
        Assert.Equal((0, ""), (whole.Code, whole.Errors));
        var games = _bench.Games("whole.pgn");
        var lines = await File.ReadAllLinesAsync(State);
        await File.WriteAllTextAsync(State, string.Join('\n', lines[..3]) + "\n" + lines[3][..20]);
        Cut("whole.pgn", 2);

        var resumed = await _bench.RunAsync($"match -resume {State} -concurrency 2");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.StartsWith($"Goes on after 2 of 6 games, from {State}", resumed.Output);
        Assert.DoesNotContain("Finished game 2 ", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(Report(whole.Output), Report(resumed.Output));
        Assert.Equal(games.Order(), _bench.Games("whole.pgn").Order());
        Assert.Equal(lines.Length, (await File.ReadAllLinesAsync(State)).Length);

        var finished = await _bench.RunAsync($"match -resume {State}");
        Assert.Equal((0, ""), (finished.Code, finished.Errors));
        Assert.Equal($"The match in {State} is finished after 6 of 6 games\n{Report(whole.Output)}", finished.Output);
    }

    [Theory]
    [InlineData(100)] // killed while it was written,
    [InlineData(0)]   // or between keeping and writing it
    public async Task Game_that_was_not_written_whole_is_played_again_and_is_there_once(int bytesOfIt)
    {
        var whole = await _bench.RunAsync(SixGames());
        var (games, lines) = (_bench.Games("whole.pgn"), await File.ReadAllLinesAsync(State));
        await File.WriteAllTextAsync(State, string.Join('\n', lines[..5]) + "\n");
        Cut("whole.pgn", 3, bytesOfIt);
        var resumed = await _bench.RunAsync($"match -resume {State}");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.StartsWith("Goes on after 3 of 6 games", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(games, _bench.Games("whole.pgn"));
        Assert.Equal(lines, await File.ReadAllLinesAsync(State));
        Assert.Equal(Report(whole.Output), Report(resumed.Output));
    }

    [Fact]
    public async Task Games_that_ended_before_an_earlier_one_are_kept()
    {
        using var interrupted = new CancellationTokenSource();
        using StringWriter errors = new();
        using var output = new StopAfter("Finished game 6 ", interrupted);
        var arguments = $"match -engine cmd={_misbehave} name=slow args=waits-once~{_bench.Directory}/waited {Mover("a", 1)} "
            + $"-each tc=600 -rounds 6 -games 1 -maxmoves 1 -concurrency 2 -pgnout {_bench.Directory}/order.pgn -config outname={State}";
        var failure = await Assert.ThrowsAsync<CommandException>(() => EngineMatchCommand.RunAsync(
            [.. arguments.Split(' ').Select(word => word.Replace('~', ' '))], output, errors, interrupted.Token));
        Assert.Equal($"interrupted after 5 of 6 games; 'arena match -resume {State}' goes on", failure.Message);
        Assert.Contains("Games: 5, ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1 + 5, (await File.ReadAllLinesAsync(State)).Length);
        var before = _bench.Games("order.pgn");
        Assert.Equal(5, before.Count);

        var resumed = await _bench.RunAsync($"match -resume {State}");
        Assert.Equal((0, ""), (resumed.Code, resumed.Errors));
        Assert.Single(resumed.Output.Split('\n'), line => line.StartsWith("Started game ", StringComparison.Ordinal));
        Assert.Contains("Games: 6, Wins: 0, Losses: 0, Draws: 6", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(before, _bench.Games("order.pgn").Take(5));
        Assert.Equal(6, _bench.Games("order.pgn").Count);
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
        await _bench.RunAsync(SixGames());
        var lines = await File.ReadAllLinesAsync(State);
        await File.WriteAllLinesAsync(State, lines[..4]);
        var (state, pgn) = (await File.ReadAllTextAsync(State), await File.ReadAllTextAsync($"{_bench.Directory}/whole.pgn"));
        await File.WriteAllTextAsync($"{_bench.Directory}/text", "no program");
        await File.WriteAllTextAsync($"{_bench.Directory}/script", "#!/no/such/interpreter\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode($"{_bench.Directory}/script", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        flags = flags.Replace("{mover}", "dotnet").Replace("{dll}", TestEngine.RandomMoverPath).Replace("{bad}", _misbehave)
            .Replace("{script}", $"{_bench.Directory}/script").Replace("{text}", $"{_bench.Directory}/text").Replace("{state}", State);
        if (!flags.Contains("-pgnout", StringComparison.Ordinal))
            flags += $" -pgnout file={_bench.Directory}/whole.pgn append=false";
        var (code, output, errors) = await _bench.RunAsync($"match {Mover("a", 1)} {flags} -each tc=60 -maxmoves 2");
        Assert.Equal((exitCode, ""), (code, output));
        Assert.StartsWith("arena: ", errors, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(State));
        Assert.Equal(pgn, await File.ReadAllTextAsync($"{_bench.Directory}/whole.pgn"));
    }

    [Fact]
    public async Task Unfinished_match_is_put_aside_for_another()
    {
        await _bench.RunAsync(SixGames());
        await File.WriteAllLinesAsync(State, (await File.ReadAllLinesAsync(State))[..4]);
        var (code, output, errors) = await _bench.RunAsync($"match {Mover("a", 1)} {Mover("c", 2)} -each tc=60 -rounds 1 -maxmoves 2");
        var aside = $"{_bench.Directory}/match-1.jsonl";
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith(
            $"The unfinished match in {State} is now in {aside}; 'arena match -resume {aside}' goes on with it\n",
            output, StringComparison.Ordinal);
        var resumed = await _bench.RunAsync($"match -resume {aside}");
        Assert.Equal(0, resumed.Code);
        Assert.StartsWith("Goes on after 3 of 6 games", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_match_is_never_written_over()
    {
        await File.WriteAllTextAsync(State, "my thesis\n");
        var (code, output, errors) = await _bench.RunAsync($"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -maxmoves 2");
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
        await _bench.RunAsync(SixGames());
        await File.WriteAllLinesAsync(State, (await File.ReadAllLinesAsync(State))[..4]);
        var state = await File.ReadAllTextAsync(State);
        await File.AppendAllTextAsync(Path.Combine(_bench.Directory, "book.epd"), "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1\n");
        var (code, output, errors) = await _bench.RunAsync($"match -resume {State}");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("arena: -resume: -openings has other openings than when the match was begun", errors, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(State));
    }

    [Fact]
    public async Task Interrupted_match_says_how_it_goes_on()
    {
        using var interrupted = new CancellationTokenSource();
        using StringWriter errors = new();
        using var output = new StopAfter("Finished game 3 ", interrupted);
        var arguments = $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 5000 -maxmoves 10 -config outname={State}";
        var failure = await Assert.ThrowsAsync<CommandException>(
            () => EngineMatchCommand.RunAsync(arguments.Split(' '), output, errors, interrupted.Token));
        Assert.Matches($@"^interrupted after \d+ of 10000 games; 'arena match -resume {State}' goes on$", failure.Message);
        Assert.Equal(ExitCode.Failed, failure.ExitCode);
    }

    private string State => _bench.State;

    private string SixGames() =>
        $"match {Mover("a", 1)} {Mover("b", 2)} -each tc=60 -rounds 3 -repeat -maxmoves 30 -srand 7 -openings file={_bench.Book()} "
        + $"order=random -sprt elo0=0 elo1=50 -pgnout {_bench.Directory}/whole.pgn";

    private static string Report(string output) => output[output.IndexOf("-----", StringComparison.Ordinal)..];

    /// <summary>Leaves the first games of a PGN, and a part of the next.</summary>
    private void Cut(string pgn, int games, int bytes = 0)
    {
        var path = Path.Combine(_bench.Directory, pgn);
        var text = File.ReadAllText(path);
        var end = 0;
        for (var game = 0; game < games; game++)
            end = text.IndexOf("[Event ", end + 1, StringComparison.Ordinal);
        File.WriteAllText(path, text[..(end + bytes)]);
    }

    private sealed class StopAfter(string text, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                stop.Cancel();
        }
    }
}
