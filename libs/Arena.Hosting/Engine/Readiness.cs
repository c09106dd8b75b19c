using System.Diagnostics;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Dashboard;

namespace Arena.Hosting.Engine;

/// <summary>Finds out when everything runs, and says so once.</summary>
internal sealed class Readiness(DistributedApplicationModel model, ResourceNotificationService notifications, DashboardProcess dashboard, HostConsole console) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when every resource is running and healthy, or done, or known not to be there.</summary>
    public Task Reached => _reached.Task;

    public void Start()
    {
        var started = Stopwatch.GetTimestamp();
        _ = Task.Run(() => WatchAsync(started));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _reached.TrySetCanceled();
        _stop.Dispose();
    }

    private async Task WatchAsync(long started)
    {
        var waiting = model.Resources.Where(r => !AuthoredStates.Has(r)).SelectMany(ResourceInstance.Of).Select(i => i.Id).ToHashSet();
        try
        {
            await foreach (var update in notifications.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                if (AuthoredStates.Has(update.Resource))
                    continue;
                if (IsThere(update.Snapshot))
                    waiting.Remove(update.ResourceId);
                else
                    waiting.Add(update.ResourceId);
                if (waiting.Count == 0)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (waiting.Count > 0)
            return;
        foreach (var line in Summary.Of(model, notifications, dashboard.LoginLink, Stopwatch.GetElapsedTime(started)))
            console.Say(line);
        _reached.TrySetResult();
    }

    private static bool IsThere(CustomResourceSnapshot snapshot) =>
        snapshot.IsHealthyAndReady || snapshot.State?.Text == KnownResourceStates.Finished;
}
