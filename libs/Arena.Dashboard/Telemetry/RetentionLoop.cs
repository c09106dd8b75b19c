namespace Arena.Dashboard.Telemetry;

/// <summary>Lets go of what has grown too old while nothing comes in.</summary>
internal sealed class RetentionLoop(TelemetryStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            store.ApplyLimits();
    }
}
