using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>What somebody reads who starts the system.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class FirstLinesTests
{
    [Fact]
    public async Task Start_says_where_everything_is_and_nothing_that_frightens()
    {
        using var appHost = Start();
        var said = new List<string>();
        while (await appHost.StandardOutput.ReadLineAsync(RunningArena.Limit()) is { } line
            && !line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
            said.Add(line);
        said.Add(await StopQuietlyAsync(appHost));

        Assert.Contains(said, line => line.StartsWith("Everything is up after ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("  node-1 ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Standings: http://", StringComparison.Ordinal));
        Assert.Contains(said, line =>
            line.StartsWith("Dashboard: http://", StringComparison.Ordinal) && line.Contains("/login?t=", StringComparison.Ordinal));
        foreach (var frightening in new[] { "warn", "fail:", "certificate", "Exception", "docker", "   at " })
            Assert.DoesNotContain(frightening, string.Join('\n', said), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Stop_in_the_middle_of_the_start_is_no_failure()
    {
        using var appHost = Start();
        while (await appHost.StandardOutput.ReadLineAsync(RunningArena.Limit()) is { } line
            && !line.EndsWith(" is up", StringComparison.Ordinal))
        {
        }

        Assert.DoesNotContain("could not be started", await StopQuietlyAsync(appHost), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_that_waits_for_a_server_that_does_not_answer_says_so()
    {
        using var appHost = Start("--ConnectionStrings:arenadb=Host=127.0.0.1;Port=1;Username=x;Password=y;Database=z");
        while (await appHost.StandardOutput.ReadLineAsync(RunningArena.Limit()) is { } line)
        {
            if (line.StartsWith("Still not up: controlplane", StringComparison.Ordinal))
            {
                Assert.Contains("ledger", line, StringComparison.Ordinal);
                break;
            }
        }

        await StopQuietlyAsync(appHost);
    }

    private static Process Start(params string[] more) => Process.Start(
        new ProcessStartInfo("dotnet", [Checkout.AppHost, "--ephemeral", "--Arena:Nodes=1", "--Arena:League=", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ARENA_PARENT_PID"] = $"{Environment.ProcessId}" },
        })!;

    /// <summary>What it said since.</summary>
    private static async Task<string> StopQuietlyAsync(Process appHost)
    {
        using (var terminate = Process.Start("kill", ["-TERM", $"{appHost.Id}"]))
            await terminate.WaitForExitAsync(RunningArena.Limit());
        var output = await appHost.StandardOutput.ReadToEndAsync(RunningArena.Limit());
        var errors = await appHost.StandardError.ReadToEndAsync(RunningArena.Limit());
        await appHost.WaitForExitAsync(RunningArena.Limit());
        Assert.Equal((0, ""), (appHost.ExitCode, errors));
        return output;
    }
}
