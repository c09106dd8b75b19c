using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Processes;

/// <summary>Stops the application when the process that started it, and said so in <c>ARENA_PARENT_PID</c>, is gone.</summary>
internal sealed class ParentWatch(IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    public const string Variable = "ARENA_PARENT_PID";

    private static readonly TimeSpan _period = TimeSpan.FromSeconds(0.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux() || !int.TryParse(configuration[Variable], CultureInfo.InvariantCulture, out var parent))
            return;

        // The start time tells the parent from a stranger that got its id later.
        var started = ProcessTable.StartTime(parent);
        using var timer = new PeriodicTimer(_period, time);
        do
        {
            if (started is null || ProcessTable.StartTime(parent) != started)
            {
                Console.Error.WriteLine($"The process that started this one ({parent}) is gone: stopping.");
                lifetime.StopApplication();
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
