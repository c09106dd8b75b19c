using System.Diagnostics;
using Arena.Hosting.Processes;
using Arena.Tests.EndToEnd.Systems;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>The client that knows of the API what its document says.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SampleClientTests(SharedArena shared)
{
    private static readonly string _client = Path.Combine(Repository.Root, "samples", "clients", "league.py");
    private static readonly string _league = Path.Combine(Repository.Root, "samples", "leagues", "tic-tac-toe.json");

    [Fact]
    public async Task Python_client_starts_a_league_watches_it_and_reads_the_table()
    {
        var (exitCode, output, errors) = await RunAsync(Address, _league);
        Assert.True(exitCode == 0, errors);
        Assert.Equal("", errors);
        var lines = output.TrimEnd().Split('\n');
        Assert.EndsWith(": 120 matches", lines[0], StringComparison.Ordinal);
        Assert.Equal(["league-created, 0 played", "league-completed, 120 played"], lines[1..3]);
        Assert.Equal(["1", "2", "3"], lines[3..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.DoesNotContain("/v1/", await File.ReadAllTextAsync(_client), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2, "league.py: wanted ADDRESS LEAGUE.json, got 0 arguments")]
    [InlineData("ADDRESS /nowhere.json", 1, "No such file or directory: '/nowhere.json'")]
    [InlineData("http://127.0.0.1:1 LEAGUE", 1, "Connection refused")]
    [InlineData("nonsense LEAGUE", 1, "league.py: nonsense, ")]
    [InlineData("ADDRESS CLIENT", 1, "league.py: 400: Nothing was started.\n  $: not JSON: line 1")]
    public async Task Python_client_used_wrongly_says_what_is_wrong(string arguments, int code, string told)
    {
        string[] words = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WithPaths)];
        var (exitCode, output, errors) = await RunAsync(words);
        Assert.Equal((code, ""), (exitCode, output));
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Traceback", errors, StringComparison.Ordinal);
    }

    private string Address => shared.Arena.Endpoint("controlplane", "http").ToString();

    private string WithPaths(string word) => word switch
    {
        "ADDRESS" => Address,
        "LEAGUE" => _league,
        "CLIENT" => _client,
        _ => word,
    };

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        Assert.SkipUnless(InstalledProgram.Find("python3") is not null, "python3 is not installed");
        return await ProcessRun.ToEndAsync(new ProcessStartInfo("python3", [_client, .. arguments]));
    }
}
