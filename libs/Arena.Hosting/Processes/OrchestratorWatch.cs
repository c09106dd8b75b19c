using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Processes;

/// <summary>
/// Ends the run when the orchestrator (DCP), which runs everything for the app host, is gone. Without it the app host would neither
/// know of its processes nor be able to end them; they see that they have lost their parent and end by themselves.
/// </summary>
internal sealed class OrchestratorWatch(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private const int Processes = 2;
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(10);

    // This is made before the host starts anything.
    private readonly HashSet<(int Id, long Started)> _others = OperatingSystem.IsLinux() ? [.. Servers()] : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var timer = new PeriodicTimer(_period, time);
        (int Id, long Started)[] processes = [];
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (processes.Length < Processes)
            {
                processes = Find();
            }
            else if (processes.Any(p => ProcessTable.StartTime(p.Id) != p.Started))
            {
                await EndAsync().ConfigureAwait(false);
                return;
            }
        }
    }

    // Its server, which was told to watch us and is nobody's child, and its controllers, the server's child. Other applications of this
    // process, as in tests, have servers of their own: ours is the first that began after us.
    private (int, long)[] Find()
    {
        var ours = Servers().Except(_others).OrderBy(server => server.Started).Take(1).ToArray();
        return [.. ours, .. ours.SelectMany(server => ProcessTable.ChildrenOf(server.Id)).SelectMany(Running)];
    }

    private static IEnumerable<(int Id, long Started)> Servers() =>
        ProcessTable.WithArguments("start-apiserver", "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            .SelectMany(Running);

    private static IEnumerable<(int Id, long Started)> Running(int id) => ProcessTable.StartTime(id) is { } started ? [(id, started)] : [];

    // Stopping asks the orchestrator, which cannot answer, so it is given a limit.
    private async Task EndAsync()
    {
        Console.Error.WriteLine("The orchestrator (dcp) has ended, and with it all that it ran: stopping.");
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        await Task.Delay(_stopLimit, time, CancellationToken.None).ConfigureAwait(false);
        Environment.Exit(1);
    }
}
