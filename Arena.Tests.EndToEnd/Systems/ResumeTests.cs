using System.Diagnostics;
using System.Text.Json;
using Arena.Cli.Systems;
using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Plays that everything is taken away from, and that go on.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ResumeTests : IDisposable
{
    private const int Matches = 21_000;

    private const string Swiss = """
        {
          "name": "swiss-resume", "game": "tic_tac_toe", "format": "swiss", "rounds": 5, "seed": 3, "repetitions": 700,
          "agents": [
            "random", "greedy", { "name": "r2", "strategy": "random" }, { "name": "g2", "strategy": "greedy" },
            { "name": "r3", "strategy": "random" }, { "name": "g3", "strategy": "greedy" }, { "name": "r4", "strategy": "random" }
          ]
        }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("arena-test-").FullName;

    [Fact]
    public async Task Tournament_of_which_everything_is_killed_goes_on_to_the_table_of_one_that_was_never_interrupted()
    {
        Requires.Postgres();
        var id = await BeginAsync("--seed", "9");
        Assert.Contains($"{id} ", (await CommandLine.RunAsync("play", "--resume")).Output, StringComparison.Ordinal);
        await AssertEditsAreRefusedAsync(id);

        await using (var arena = await RunningArena.OnPlayAsync(id, nodes: 2))
            await arena.AssertWholeAsync(Swiss.Replace("\"seed\": 3", "\"seed\": 9", StringComparison.Ordinal), id);
        var resumed = await CommandLine.RunAsync("play", "--resume", id, WriteLeague(Swiss), "--json");
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        Assert.Contains($"{Matches} results, each match once, chain whole", resumed.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(DirectoryOf(id)));
    }

    [Fact]
    public async Task Interrupted_play_says_how_to_go_on_and_leaves_nothing_running()
    {
        Requires.Postgres();
        using var play = CommandLine.Start(["play", WriteLeague(Swiss), "--nodes", "2", "--json"]);
        var (id, told) = await PlayedAsync(play);
        Assert.Equal(0, (await CommandLine.RunAsync("pause", id)).ExitCode); // or it would be over before it is interrupted
        var second = await CommandLine.RunAsync("play", "--resume", id);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"play '{id}' is being played", second.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLine.RunAsync("play", "--forget", id)).ExitCode);

        var processes = Descendants.Of(play.Id);
        using (var terminate = Process.Start("kill", ["-TERM", $"{play.Id}"]))
            await terminate.WaitForExitAsync(RunningArena.Limit());
        told += await play.StandardError.ReadToEndAsync(RunningArena.Limit());
        await play.WaitForExitAsync(RunningArena.Limit());
        Assert.Equal(1, play.ExitCode);
        Assert.Contains($"resume with: arena play --resume {id}", told, StringComparison.Ordinal);
        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);
        Assert.Equal(0, (await CommandLine.RunAsync("play", "--forget", id)).ExitCode);
    }

    [Fact]
    public async Task Play_that_is_stopped_prints_what_was_played_and_is_over()
    {
        Requires.Postgres();
        using var play = CommandLine.Start(["play", WriteLeague(Swiss), "--nodes", "2", "--json"]);
        var (id, _) = await PlayedAsync(play);
        Assert.Equal(0, (await CommandLine.RunAsync("stop", id)).ExitCode);
        var output = await play.StandardOutput.ReadToEndAsync(RunningArena.Limit());
        Assert.Contains("was stopped after ", await play.StandardError.ReadToEndAsync(RunningArena.Limit()), StringComparison.Ordinal);
        await play.WaitForExitAsync(RunningArena.Limit());
        Assert.Equal(1, play.ExitCode);
        Assert.Equal(7, JsonDocument.Parse(output).RootElement.GetProperty("standings").GetArrayLength());
        Assert.False(Directory.Exists(DirectoryOf(id)));
    }

    [Theory]
    [InlineData("play --resume nope", 1, "there is no unfinished play 'nope'")]
    [InlineData("play --resume ../runs", 1, "there is no unfinished play '../runs'")]
    [InlineData("play --forget nope", 1, "there is no unfinished play 'nope'")]
    [InlineData("play --forget", 2, "--forget")]
    [InlineData("play --forget a --resume b", 2, "--forget takes the id of a play and nothing else")]
    [InlineData("play league.json --resume", 2, "--resume wants the id of a play")]
    [InlineData("play", 2, "play wants LEAGUE.json, --resume or --forget")]
    public async Task Wrong_usage_says_so(string arguments, int exitCode, string told)
    {
        var done = await CommandLine.RunAsync(arguments.Split(' '));
        Assert.Equal((exitCode, ""), (done.ExitCode, done.Output));
        Assert.Contains(told, done.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>A league that was edited meanwhile is refused with what differs, and the play is there still.</summary>
    private async Task AssertEditsAreRefusedAsync(string id)
    {
        var edited = WriteLeague(Swiss.Replace("\"rounds\": 5", "\"rounds\": 6", StringComparison.Ordinal)
            .Replace("\"r4\"", "\"r5\"", StringComparison.Ordinal));
        var refused = await CommandLine.RunAsync("play", "--resume", id, edited);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("$.rounds: found 6; wanted 5", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("$.agents[6].name: found \"r5\"; wanted \"r4\"", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("$.seed", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("$.seed: found 5; wanted 9",
            (await CommandLine.RunAsync("play", "--resume", id, "--seed", "5")).Errors, StringComparison.Ordinal);
        Assert.Contains(id, (await CommandLine.RunAsync("play", "--resume", "--json")).Output, StringComparison.Ordinal);
    }

    /// <summary>A play that is in its second round or later when every process of it is killed.</summary>
    private async Task<string> BeginAsync(params string[] more)
    {
        using var play = CommandLine.Start(["play", WriteLeague(Swiss), "--nodes", "2", "--json", .. more]);
        var (id, _) = await PlayedAsync(play);
        var processes = Descendants.Of(play.Id);
        Assert.True(processes.Count >= 7, "the command line, the AppHost, Postgres, the control plane, the federation and two nodes");
        foreach (var process in processes)
            Descendants.Kill(process);
        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);
        return id;
    }

    /// <summary>The play's id, and what was said, when a quarter of the matches are known to be played.</summary>
    private static async Task<(string Id, string Told)> PlayedAsync(Process play)
    {
        var (id, told) = ("", "");
        while (await play.StandardError.ReadLineAsync(RunningArena.Limit()) is { } line)
        {
            told += line + "\n";
            if (line.StartsWith("Play ", StringComparison.Ordinal))
                id = line["Play ".Length..];
            if (line.Contains($"/{Matches} matches", StringComparison.Ordinal)
                && int.Parse(line.Split([' ', '/'])[1], System.Globalization.CultureInfo.InvariantCulture) is >= Matches / 4 and < Matches)
                return (id, told);
        }

        throw new InvalidOperationException($"The play ended before it was seen under way:\n{told}");
    }

    private static string DirectoryOf(string id) => Path.Combine(Checkout.PlaysDirectory, id);

    private string WriteLeague(string document)
    {
        var file = Path.Combine(_directory, "league.json");
        File.WriteAllText(file, document);
        return file;
    }
}
