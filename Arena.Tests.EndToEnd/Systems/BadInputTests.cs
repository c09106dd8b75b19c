using System.Net;
using System.Net.Sockets;
using Arena.Cli.Systems;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>What cannot be run is said in a sentence, with an exit code, and nothing is left running.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BadInputTests
{
    [Theory]
    [InlineData("--Arena:Nodes=0", 2, "Arena:Nodes is '0'; wanted a number from 1 to 64.")]
    [InlineData("--Arena:League=nowhere.json", 2, "Arena:League is 'nowhere.json', but the file")]
    [InlineData("--Arena:Transport=pigeon", 2, "Arena:Transport is 'pigeon'; there is: grpc.")]
    [InlineData("--Arena:NoDashboard=yes", 2, "Arena:NoDashboard is 'yes'; wanted true or false.")]
    [InlineData("--Arena:Ephemeral=ja", 2, "Arena:Ephemeral is 'ja'; wanted true or false.")]
    [InlineData("--Arena:Stores=cloud", 1, "Arena:Stores is 'cloud'; there are: auto, container, process, none.")]
    [InlineData("--Arena:Volumes=../elsewhere", 1, "Arena:Volumes is '../elsewhere'; wanted a folder below .arena")]
    public Task Setting_that_is_wrong_is_named_with_what_there_is(string argument, int exitCode, string told) =>
        AssertSaidAsync([argument], exitCode, told);

    [Fact]
    public async Task Port_that_was_asked_for_and_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await AssertSaidAsync([], 1, $"another program has port {port}", new() { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" });
    }

    [Fact]
    public async Task Data_of_another_version_is_named_with_what_is_installed()
    {
        Requires.Postgres();
        var play = Path.Combine(Checkout.PlaysDirectory, $"test-{Guid.NewGuid():n}");
        Directory.CreateDirectory(Path.Combine(play, "arena-postgres-data"));
        try
        {
            await File.WriteAllTextAsync(Path.Combine(play, "arena-postgres-data", "PG_VERSION"), "9.6\n");
            await AssertSaidAsync([$"--Arena:Volumes=plays/{Path.GetFileName(play)}"], 1,
                "was written by PostgreSQL 9.6, and what is installed is");
        }
        finally
        {
            Directory.Delete(play, recursive: true);
        }
    }

    [Fact]
    public Task Connection_string_that_leads_nowhere_is_named() =>
        AssertSaidAsync(["--ConnectionStrings:arenadb=Host=127.0.0.1;Bogus=1", "--Arena:League="], 1, "arenadb");

    private static async Task AssertSaidAsync(string[] arguments, int exitCode, string told, Dictionary<string, string>? environment = null)
    {
        var (code, output, errors) = await AppHostProgram.RunAsync(["--no-dashboard", .. arguments], environment);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.Equal(exitCode, code);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }
}
