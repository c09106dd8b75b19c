using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Watches the health of the resources whose states their authors publish, for as long as they are said to run.</summary>
internal sealed class AuthoredStates(ResourceNotificationService notifications, HealthMonitor health) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<IResource, (CancellationTokenSource Over, Task Monitor)> _running = [];
    private Task _life = Task.CompletedTask;

    public static bool Has(IResource resource) => resource.HasAnnotationOfType<ResourceSnapshotAnnotation>();

    public void Start() => _life = Task.Run(WatchAsync);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _life.ConfigureAwait(false);
        foreach (var resource in _running.Keys.ToArray())
            await ForgetAsync(resource).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                if (!Has(update.Resource))
                    continue;
                var runs = update.Snapshot.State?.Text == KnownResourceStates.Running;
                if (runs && !_running.ContainsKey(update.Resource))
                    await BeginAsync(update).ConfigureAwait(false);
                else if (!runs)
                    await ForgetAsync(update.Resource).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task BeginAsync(ResourceEvent update)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await notifications.PublishUpdateAsync(update.Resource, update.ResourceId, s => s with { IsReady = false }).ConfigureAwait(false);
        _running[update.Resource] = (over, health.RunAsync(new ResourceInstance(update.Resource, update.ResourceId, 0), over.Token));
    }

    private async Task ForgetAsync(IResource resource)
    {
        if (!_running.Remove(resource, out var known))
            return;
        await known.Over.CancelAsync().ConfigureAwait(false);
        await known.Monitor.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        known.Over.Dispose();
    }
}
