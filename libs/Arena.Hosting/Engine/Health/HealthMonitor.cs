using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Engine;

/// <summary>
/// Watches the health of one instance while it runs: often until it is healthy, seldom from then on, and often again
/// when it is not.
/// </summary>
internal sealed class HealthMonitor(HealthProbe probe, ResourceNotificationService notifications, IDistributedApplicationEventing eventing, IServiceProvider services, HostConsole console)
{
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _unhealthyDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _healthyDelay = TimeSpan.FromSeconds(5);

    public async Task RunAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var delay = _firstDelay;
        var isReady = false;
        while (true)
        {
            var reports = await probe.CheckAsync(instance, cancellationToken).ConfigureAwait(false);
            var isHealthy = reports.All(r => r.Status == HealthStatus.Healthy);
            await PublishAsync(instance, reports).ConfigureAwait(false);
            if (isHealthy && !isReady)
                isReady = await TryAnnounceReadyAsync(instance, cancellationToken).ConfigureAwait(false);

            delay = isReady && isHealthy ? _healthyDelay : Min(delay * 1.3, _unhealthyDelay);
            await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
            if (isReady && isHealthy)
                delay = _firstDelay;
        }
    }

    private Task PublishAsync(ResourceInstance instance, HealthReportSnapshot[] reports)
    {
        // Only news is published; that nothing has changed since is not.
        var known = notifications.TryGetCurrentState(instance.Id, out var current) ? current.Snapshot.HealthReports : [];
        var isNews = !known.Select(Essence).SequenceEqual(reports.Select(Essence));
        return isNews
            ? notifications.PublishUpdateAsync(instance.Resource, instance.Id, s => s with { HealthReports = [.. reports] })
            : Task.CompletedTask;
    }

    // A handler that fails, such as one that creates a database, is called again: others wait for it.
    private async Task<bool> TryAnnounceReadyAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(instance.Resource, services), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            console.Say($"{instance.Id}: healthy, but not ready: {fault.Message}");
            return false;
        }

        await notifications.PublishUpdateAsync(instance.Resource, instance.Id, s => s with { IsReady = true }).ConfigureAwait(false);
        return true;
    }

    private static (string Name, HealthStatus? Status, string? Description) Essence(HealthReportSnapshot report) =>
        (report.Name, report.Status, report.Description);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
