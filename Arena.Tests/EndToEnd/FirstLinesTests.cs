using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Tests.EndToEnd;

/// <summary>What somebody reads who starts the system.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class FirstLinesTests
{
    [Fact]
    public async Task Start_says_where_everything_is_and_nothing_that_frightens()
    {
        using var appHost = Process.Start(new ProcessStartInfo("dotnet", [Checkout.AppHost, "--ephemeral", "--Arena:Nodes=1", "--Arena:League="])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = new List<string>();
        while (await appHost.StandardOutput.ReadLineAsync(RunningArena.Limit()) is { } line && !line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
            said.Add(line);
        using (var terminate = Process.Start("kill", ["-TERM", $"{appHost.Id}"]))
            await terminate.WaitForExitAsync(RunningArena.Limit());
        said.Add(await appHost.StandardOutput.ReadToEndAsync(RunningArena.Limit()));
        var errors = await appHost.StandardError.ReadToEndAsync(RunningArena.Limit());
        await appHost.WaitForExitAsync(RunningArena.Limit());

        Assert.Equal((0, ""), (appHost.ExitCode, errors));
        Assert.Contains(said, line => line.StartsWith("Everything is up after ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("  node-1 ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Standings: http://", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Dashboard: http://", StringComparison.Ordinal) && line.Contains("/login?t=", StringComparison.Ordinal));
        foreach (var frightening in new[] { "warn", "fail:", "certificate", "Exception", "docker", "   at " })
            Assert.DoesNotContain(frightening, string.Join('\n', said), StringComparison.OrdinalIgnoreCase);
    }
}
