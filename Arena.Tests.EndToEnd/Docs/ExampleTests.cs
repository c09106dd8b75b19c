using System.Diagnostics;
using System.Text.RegularExpressions;
using Arena.Contracts.V1;
using Arena.Hosting.Processes;
using Arena.Tests.EndToEnd.Systems;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Docs;

/// <summary>
/// What README and docs show is typed as it stands, page by page, beside a system that runs; only addresses that are another one's on
/// every machine are put in.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed partial class ExampleTests(ExampleTests.DefaultArena system) : IClassFixture<ExampleTests.DefaultArena>
{
    // What `apt-get` would bring, whoever runs the tests has or is told; a build of its own for one sample would take minutes.
    private static readonly (string Shown, string Run)[] _instead =
    [
        ("apt-get install", "true apt-get install"),
        ("dotnet run --project samples/bots/csharp --", $"dotnet {Repository.Root}/artifacts/bin/Bot/release/Bot.dll"),
    ];

    public static TheoryData<string> Pages => new(DocExample.Pages.Where(page => DocExample.Of(page).Count > 0));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_of_a_page_does_what_it_says(string page)
    {
        using var folder = new DocFolder();
        var terminals = new List<Process>();
        var bots = system.Arena.Endpoint("node", "grpc").ToString().TrimEnd('/');
        try
        {
            foreach (var example in DocExample.Of(page).Where(HasWhatItNeeds))
            {
                var start = Bash(folder, WithAddresses(example.Script, bots));
                if (!example.IsTerminal)
                {
                    var (exitCode, output, errors) = await ProcessRun.ToEndAsync(start);
                    Assert.True(exitCode == 0, $"{page}, line {example.Line}: exit code {exitCode}\n{output}\n{errors}");
                    Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
                    continue;
                }

                start.RedirectStandardError = true;
                var terminal = Process.Start(start)!;
                terminals.Add(terminal);
                if (example.Script.Contains("play", StringComparison.Ordinal))
                    bots = await BotsAddressAsync(terminal);
            }

            // A league that waits for bots is over when they have played it.
            if (terminals.FirstOrDefault() is { } first)
            {
                await first.WaitForExitAsync(RunningArena.Limit());
                Assert.Equal(0, first.ExitCode);
            }
        }
        finally
        {
            foreach (var terminal in terminals)
            {
                terminal.Kill(entireProcessTree: true);
                terminal.Dispose();
            }
        }
    }

    private static bool HasWhatItNeeds(DocExample example) =>
        !example.IsElsewhere && example.Needs.All(program => InstalledProgram.Find(program) is not null);

    private static ProcessStartInfo Bash(DocFolder folder, string script) => new("bash", ["-ec", script])
    {
        WorkingDirectory = folder.Root,
        Environment = { ["PATH"] = $"{folder.Root}:{Environment.GetEnvironmentVariable("PATH")}:/usr/games" },
    };

    private string WithAddresses(string script, string bots)
    {
        foreach (var (shown, run) in _instead)
            script = script.Replace(shown, run, StringComparison.Ordinal);
        return script
            .Replace("127.0.0.1:5080", system.Arena.Endpoint("controlplane", "http").Authority, StringComparison.Ordinal)
            .Replace("127.0.0.1:5081", system.Arena.Endpoint("controlplane", "grpc").Authority, StringComparison.Ordinal)
            .Replace("http://127.0.0.1:31107", bots, StringComparison.Ordinal);
    }

    private static async Task<string> BotsAddressAsync(Process play)
    {
        while (await play.StandardError.ReadLineAsync(RunningArena.Limit()) is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
            {
                _ = play.StandardError.ReadToEndAsync();
                return found.Groups[1].Value;
            }
        }

        throw new InvalidOperationException("The play ended without saying where bots connect.");
    }

    [GeneratedRegex("They connect to (\\S+)")]
    private static partial Regex Address();

    /// <summary>The system as <c>./arena up</c> starts it, its default league played.</summary>
    public sealed class DefaultArena : IAsyncLifetime
    {
        public RunningArena Arena { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Arena = await RunningArena.StartAsync("--no-dashboard", "--ephemeral");
            var leagues = Arena.Client.Leagues;
            await Eventually.IsTrueAsync(() => leagues.List(new ListLeaguesRequest()).Leagues.Count > 0, "the default league has begun");
            await Arena.CompleteAsync((await leagues.ListAsync(new ListLeaguesRequest())).Leagues.Single().Id);
        }

        public async ValueTask DisposeAsync() => await Arena.DisposeAsync();
    }
}
