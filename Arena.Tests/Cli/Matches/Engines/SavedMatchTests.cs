using Arena.Cli;
using Arena.Cli.Matches;
using Arena.Cli.Matches.Engines;
using Arena.Core.Matches;

namespace Arena.Tests.Cli.Matches.Engines;

public sealed class SavedMatchTests : IDisposable
{
    private static readonly GameResult _won = new([Outcome.Win, Outcome.Loss], [Verdict.Ok, Verdict.Timeout], [1, 0]);
    private static readonly GameResult _drawn = new([Outcome.Draw, Outcome.Draw], [Verdict.Ok, Verdict.Ok], [0.5, 0.5]);

    private readonly string _directory = Directory.CreateTempSubdirectory("arena-saved-").FullName;

    private string FilePath => Path.Combine(_directory, "here", "match.jsonl");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_kept_is_there_and_goes_on()
    {
        using (var begun = SavedMatch.Create(FilePath, ["-engine", "cmd=a b"]))
            begun.Add(_won);
        using (var resumed = SavedMatch.Open(FilePath))
            resumed.Add(_drawn);
        using var again = SavedMatch.Open(FilePath);
        Assert.Equal(["-engine", "cmd=a b"], again.Arguments);
        Assert.Equal([Text(_won), Text(_drawn)], again.Games.Select(Text));
    }

    [Fact]
    public void Game_that_was_half_written_is_played_again()
    {
        using (var begun = SavedMatch.Create(FilePath, ["-x"]))
            begun.Add(_won);
        File.AppendAllText(FilePath, "{\"Outcomes\":[\"Dr");
        using (var resumed = SavedMatch.Open(FilePath))
        {
            Assert.Single(resumed.Games);
            resumed.Add(_drawn);
        }

        using var again = SavedMatch.Open(FilePath);
        Assert.Equal([Text(_won), Text(_drawn)], again.Games.Select(Text));
    }

    [Theory]
    [InlineData("", ":1 is not of a match: it is empty")]
    [InlineData("[\"-x\"]\nnonsense\n", ":2 is not of a match")]
    public void Other_files_are_refused(string text, string fault)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
        var failure = Assert.Throws<CommandException>(() => SavedMatch.Open(FilePath));
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
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
        using var begun = SavedMatch.Create(FilePath, ["-x"]);
        Assert.Throws<CommandException>(() => SavedMatch.Open(FilePath));
        Assert.Throws<IOException>(() => SavedMatch.Create(FilePath, ["-y"]));
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

    private static string Text(GameResult game) =>
        $"{string.Join(',', game.Outcomes)} {string.Join(',', game.Verdicts)} {string.Join(',', game.Scores)}";
}
