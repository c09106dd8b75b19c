using Arena.Cli;
using Arena.Cli.Matches;
using Arena.Cli.Matches.Engines;
using Arena.Core.Matches;

namespace Arena.Tests.Cli.Matches.Engines;

public sealed class SavedMatchTests : IDisposable
{
    private const string Header = """{"arenaMatch":1,"arguments":["-x"],"book":"","programs":{}}""";
    private const string Game = """{"game":1,"players":["a","b"],"scores":[1,0],"verdicts":["Ok","Timeout"],"pgn":null}""";

    private static readonly GameResult _won = new([Outcome.Win, Outcome.Loss], [Verdict.Ok, Verdict.Timeout], [1, 0]);
    private static readonly GameResult _drawn = new([Outcome.Draw, Outcome.Draw], [Verdict.Ok, Verdict.Ok], [0.5, 0.5]);

    private readonly string _directory = Directory.CreateTempSubdirectory("arena-saved-").FullName;

    private string FilePath => Path.Combine(_directory, "here", "match.jsonl");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_kept_is_there_and_goes_on()
    {
        using (var begun = Create("-engine", "cmd=a b"))
            begun.Add(Saved(3, _won));
        using (var resumed = SavedMatch.Open(FilePath))
            resumed.Add(Saved(0, _drawn));
        using var again = SavedMatch.Open(FilePath);
        Assert.Equal(["-engine", "cmd=a b"], again.Settings.Arguments);
        Assert.Equal([Text(Saved(3, _won)), Text(Saved(0, _drawn))], again.Games.Select(Text));
        Assert.False(again.IsOver);
    }

    [Fact]
    public void Game_that_was_half_written_is_played_again()
    {
        using (var begun = Create("-x"))
            begun.Add(Saved(0, _won));
        File.AppendAllText(FilePath, "{\"game\":2,\"pl");
        var whole = File.ReadAllText(FilePath);
        using (var resumed = SavedMatch.Open(FilePath))
            Assert.Single(resumed.Games);
        Assert.Equal(whole, File.ReadAllText(FilePath)); // to look at it changes nothing
        using (var resumed = SavedMatch.Open(FilePath))
            resumed.Add(Saved(1, _drawn));
        using var again = SavedMatch.Open(FilePath);
        Assert.Equal([Text(Saved(0, _won)), Text(Saved(1, _drawn))], again.Games.Select(Text));
    }

    [Fact]
    public void Game_that_could_not_be_written_elsewhere_is_taken_back()
    {
        using (var begun = Create("-x"))
        {
            begun.Add(Saved(0, _won));
            begun.Add(Saved(1, _won));
            begun.TakeBack();
        }

        using (var again = SavedMatch.Open(FilePath))
        {
            Assert.Equal([0], again.Games.Select(game => game.Index));
            again.ForgetLast();
            Assert.Empty(again.Games);
            again.Add(Saved(2, _drawn));
        }

        using var last = SavedMatch.Open(FilePath);
        Assert.Equal([2], last.Games.Select(game => game.Index));
    }

    [Fact]
    public void Match_that_is_not_over_is_put_aside_and_one_that_is_makes_room()
    {
        using (var begun = Create("-first"))
            begun.Add(Saved(0, _won));
        SavedMatch.Create(FilePath, Settings("-second"), out var aside).Dispose();
        Assert.Equal(Path.Combine(_directory, "here", "match-1.jsonl"), aside);
        using (var kept = SavedMatch.Open(aside!))
            Assert.Equal((1, "-first"), (kept.Games.Count, kept.Settings.Arguments[0]));

        // The second has no game that could be lost.
        using (var third = SavedMatch.Create(FilePath, Settings("-third"), out aside))
        {
            Assert.Null(aside);
            third.Add(Saved(0, _won));
            third.End();
        }

        SavedMatch.Create(FilePath, Settings("-fourth"), out aside).Dispose();
        Assert.Null(aside);
        Assert.Equal(["match-1.jsonl", "match.jsonl"], Files());
    }

    [Fact]
    public void What_another_version_left_in_our_own_file_is_put_aside()
    {
        Write("[\"-x\"]\n");
        SavedMatch.CheckReplaceable(FilePath, isOurs: true);
        SavedMatch.Create(FilePath, Settings("-x"), out var aside, isOurs: true).Dispose();
        Assert.Equal("[\"-x\"]\n", File.ReadAllText(aside!));
        SavedMatch.Open(FilePath).Dispose();
    }

    [Theory]
    [InlineData("1. e4 e5 *\n")]
    [InlineData("[\"-x\"]\n")]
    [InlineData("no line")]
    [InlineData("{\"arenaMatch\":2}\n")]
    public void File_that_is_no_saved_match_is_left_as_it_is(string text)
    {
        Write(text);
        var failure = Assert.Throws<CommandException>(() => SavedMatch.Create(FilePath, Settings("-x"), out _));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.StartsWith($"-config: {FilePath}", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("It is left as it is: -config outname=FILE keeps this match elsewhere", failure.Message, StringComparison.Ordinal);
        Assert.Throws<CommandException>(() => SavedMatch.CheckReplaceable(FilePath, isOurs: false));
        Assert.Equal(text, File.ReadAllText(FilePath));
        Assert.Equal(["match.jsonl"], Files());
    }

    [Fact]
    public void Empty_file_is_filled_and_not_replaced()
    {
        const UnixFileMode odd = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherExecute;
        Write("");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(FilePath, odd);
        SavedMatch.Create(FilePath, Settings("-x"), out var aside).Dispose();
        Assert.Null(aside);
        Assert.Equal(["match.jsonl"], Files());
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(FilePath) == odd, "it is another file");
        using var kept = SavedMatch.Open(FilePath);
        Assert.Equal(["-x"], kept.Settings.Arguments);
    }

    [Fact]
    public void Link_stays_one_and_what_it_leads_to_is_replaced()
    {
        Create("-first").Dispose();
        var link = Path.Combine(_directory, "link.jsonl");
        File.CreateSymbolicLink(link, FilePath);
        SavedMatch.Create(link, Settings("-second"), out _).Dispose();
        Assert.Equal(FilePath, new FileInfo(link).LinkTarget);
        using var kept = SavedMatch.Open(FilePath);
        Assert.Equal(["-second"], kept.Settings.Arguments);
    }

    [Theory]
    [InlineData("", " is not a saved match: it has nothing in it")]
    [InlineData("nonsense", " is not a saved match: it has no whole line")]
    [InlineData("[\"-x\"]\n", ":1 is not of a saved match: found '[\"-x\"]'; wanted a saved match")]
    [InlineData("null\n", ":1 is not of a saved match: found 'null'; wanted a saved match")]
    [InlineData("{}\n", ":1 is not of a saved match: found '{}'; wanted a saved match")]
    [InlineData("\n", ":1 is not of a saved match: found an empty line; wanted a saved match")]
    [InlineData("{\"arenaMatch\":9}\n", ":1 is not of a saved match: found version 9 of a saved match; this program knows 1")]
    [InlineData("{\"arenaMatch\":1,\"arguments\":[null],\"book\":\"\",\"programs\":{}}\n", "wanted the settings of a match")]
    [InlineData("{\"arenaMatch\":1,\"arguments\":[],\"book\":\"\",\"programs\":{\"a\":3}}\n", "wanted the settings of a match")]
    public void Other_files_are_refused(string text, string fault) => AssertRefused(text, fault);

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("""{"game":"1","players":["a","b"],"scores":[1,0],"verdicts":["Ok","Ok"]}""")]
    [InlineData("""{"game":99999999999,"players":["a","b"],"scores":[1,0],"verdicts":["Ok","Ok"]}""")]
    [InlineData("""{"game":1,"players":["a",null],"scores":[1,0],"verdicts":["Ok","Ok"]}""")]
    [InlineData("""{"game":1,"players":["a","b","c"],"scores":[1,0],"verdicts":["Ok","Ok"]}""")]
    [InlineData("""{"game":1,"players":["a","b"],"scores":[1,0],"verdicts":["Ok","Ok"],"pgn":[-1,3]}""")]
    [InlineData("""{"game":1,"players":["a","b"],"scores":[1,0],"verdicts":["Ok","Ok"],"pgn":{}}""")]
    public void Line_that_is_no_game_is_told_with_its_place(string line) =>
        AssertRefused($"{Header}\n{Game}\n{line}\n", $":3 is not of a saved match: found {(line.Length == 0 ? "an empty line" : "'")}");

    [Theory]
    [InlineData("\"scores\":[1,0]", "\"scores\":[1,7]",
        "found scores '[1,7]'; wanted the scores of 2 players: 1 and 0, 0 and 1, or 0.5 each")]
    [InlineData("\"scores\":[1,0]", "\"scores\":[1,1]", "found scores '[1,1]'; wanted the scores of 2 players")]
    [InlineData("\"scores\":[1,0]", "\"scores\":[1]", "found scores '[1]'; wanted the scores of 2 players")]
    [InlineData("\"scores\":[1,0],", "", "found no scores; wanted the scores of 2 players")]
    [InlineData("\"Timeout\"", "\"Late\"", "wanted the verdicts on 2 players, of Ok, Illegal, Timeout, Crash, Disconnect, Resign")]
    [InlineData("\"Timeout\"", "\"2\"", "wanted the verdicts on 2 players")]
    [InlineData("\"Timeout\"", "99", "wanted the verdicts on 2 players")]
    public void Number_out_of_range_is_told(string part, string other, string fault) =>
        AssertRefused($"{Header}\n{Game.Replace(part, other, StringComparison.Ordinal)}\n", fault);

    [Fact]
    public void Line_after_the_end_is_told() =>
        AssertRefused($"{Header}\n{{\"over\":true}}\n{Game}\n", ":3 is not of a saved match: found a line after the match's end");

    [Theory]
    [InlineData(1, "a", "b", null)]
    [InlineData(2, "b", "a", null)]
    [InlineData(7, "a", "b", ":2: found game 7; the match has games 1 to 6")]
    [InlineData(0, "a", "b", ":2: found game 0; the match has games 1 to 6")]
    [InlineData(-5, "a", "b", ":2: found game -5; the match has games 1 to 6")]
    [InlineData(1, "b", "a", ":2: found b vs a; game 1 of this match is a vs b")]
    [InlineData(1, "a", "stranger", ":2: found a vs stranger; game 1 of this match is a vs b")]
    public void Game_of_another_match_is_told(int number, string white, string black, string? fault)
    {
        var line = Game.Replace("\"game\":1", $"\"game\":{number}", StringComparison.Ordinal)
            .Replace("[\"a\",\"b\"]", $"[\"{white}\",\"{black}\"]", StringComparison.Ordinal);
        AssertAgainstPlan($"{Header}\n{line}\n", fault);
    }

    [Fact]
    public void Game_that_is_there_twice_is_told() => AssertAgainstPlan($"{Header}\n{Game}\n{Game}\n", ":3: found game 1 a second time");

    [Fact]
    public void Settings_that_changed_are_told()
    {
        var begun = Settings("-x") with { Book = "b1", Programs = new Dictionary<string, string> { ["a"] = "0123456789abcdef" } };
        begun.CheckUnchanged(begun with { Programs = new Dictionary<string, string> { ["b"] = "unknown before" } });
        Assert.StartsWith(
            "-resume: -openings has other openings than when the match was begun",
            Assert.Throws<CommandException>(() => begun.CheckUnchanged(begun with { Book = "b2" })).Message);
        var other = begun with { Programs = new Dictionary<string, string> { ["a"] = "fedcba9876543210" } };
        Assert.StartsWith(
            "-resume: the program of 'a' is another one (SHA-256 fedcba987654…, was 0123456789ab…)",
            Assert.Throws<CommandException>(() => begun.CheckUnchanged(other)).Message);
    }

    [Fact]
    public void Digest_of_openings_is_of_what_they_are_in_their_order()
    {
        Opening one = new(null, [1, 2]), other = new("x", [1]);
        string[] books = [.. new Opening[][] { [one, other], [other, one], [one], [other] }.Select(Digest)];
        Assert.Equal(4, books.Distinct().Count());
        Assert.Equal(books[0], Digest([new(null, [1, 2]), other]));
        Assert.Equal("", Digest([]));

        static string Digest(Opening[] book) =>
            SavedSettings.Of([], Plan() with { Book = [.. book] }, new Dictionary<string, string>()).Book;
    }

    [Fact]
    public void Nothing_to_go_on_with_is_said()
    {
        var failure = Assert.Throws<CommandException>(() => SavedMatch.Open(FilePath));
        Assert.Equal($"-resume: there is no match in {FilePath}", failure.Message);
    }

    [Fact]
    public void Match_that_is_being_played_is_nobody_elses()
    {
        using var begun = Create("-x");
        Assert.Throws<CommandException>(() => SavedMatch.Open(FilePath));
        Assert.Throws<IOException>(() => Create("-y"));
    }

    [Theory]
    [InlineData("-resume", null)]
    [InlineData("-resume -concurrency 4 -recover", null)]
    [InlineData("-resume -engine cmd=a tc=1 -engine cmd=b tc=1 -rounds 3", null)]
    [InlineData("-resume -rounds 5", "-resume: the match was begun with '-rounds 3', and found '-rounds 5'; it goes on as it was begun")]
    [InlineData("-resume -repeat", "-resume: the match was begun with no -repeat, and found '-repeat'; it goes on as it was begun")]
    public void Match_goes_on_as_it_was_begun(string given, string? fault)
    {
        var begun = EngineMatch.Flags("-engine cmd=a tc=1 -engine cmd=b tc=1 -rounds 3 -concurrency 2".Split(' '));
        var failure = Record.Exception(() =>
        {
            var match = EngineMatch.Read(EngineMatch.Resumed(begun, EngineMatch.Flags(given.Split(' '))));
            Assert.Equal((3, given.Contains('4') ? 4 : 2), (match.Plan.Rounds, match.Concurrency));
        });
        Assert.Equal(fault, failure?.Message);
    }

    [Fact]
    public void Flags_that_nobody_knows_are_told_with_their_file()
    {
        Write(Header + "\n");
        using var begun = SavedMatch.Open(FilePath);
        var failure = Assert.Throws<CommandException>(() => EngineMatch.Resumed(begun, EngineMatch.Flags(["-resume"])));
        Assert.StartsWith($"-resume: {FilePath}:1: match: unknown flag '-x'", failure.Message, StringComparison.Ordinal);
    }

    private static MatchPlan Plan() =>
        EngineMatch.Read(EngineMatch.Flags("-engine cmd=a tc=1 -engine cmd=b tc=1 -rounds 3".Split(' '))).Plan;

    private static SavedSettings Settings(params string[] arguments) => new(arguments, "", new Dictionary<string, string>());

    private static SavedGame Saved(int index, GameResult result) => new(index, ["a", "b"], result, new PgnPlace(index * 100L, 100));

    private static string Text(SavedGame game) =>
        $"{game.Index} {string.Join(',', game.Players)} {string.Join(',', game.Result.Outcomes)} "
        + $"{string.Join(',', game.Result.Verdicts)} {string.Join(',', game.Result.Scores)} {game.Pgn}";

    private void AssertRefused(string text, string fault)
    {
        Write(text);
        var failure = Assert.Throws<CommandException>(() => SavedMatch.Open(FilePath));
        Assert.StartsWith($"-resume: {FilePath}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    private void AssertAgainstPlan(string text, string? fault)
    {
        Write(text);
        using var saved = SavedMatch.Open(FilePath);
        var failure = Record.Exception(() => saved.CheckAgainst(Plan()));
        Assert.Equal(fault is null ? null : $"-resume: {FilePath}{fault}", failure?.Message);
    }

    private SavedMatch Create(params string[] arguments) => SavedMatch.Create(FilePath, Settings(arguments), out _);

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
    }

    private string[] Files() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
