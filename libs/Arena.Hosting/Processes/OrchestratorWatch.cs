using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Processes;

/// <summary>
/// Ends the run when the orchestrator (DCP), which runs everything for the app host, is gone. Without it the app host would neither
/// know of its processes nor be able to end them; they see that they have lost their parent and end by themselves.
/// </summary>
internal sealed class OrchestratorWatch(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(10);

    private readonly OrchestratorProcesses? _processes = OperatingSystem.IsLinux() ? new() : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_processes is null)
            return;
        using var timer = new PeriodicTimer(_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (!_processes.HaveEnded())
                continue;
            await EndAsync().ConfigureAwait(false);
            return;
        }
    }

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
