using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Arena.Hosting.ApplicationModel;

/// <summary>
/// The one place where the state of resources is kept. Each instance's loop publishes its own; everybody else
/// reads snapshots or watches.
/// </summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private bool _disposed;

    internal ResourceNotificationService()
    {
    }

    internal WaitBehavior DefaultWaitBehavior { get; init; } = WaitBehavior.StopOnResourceUnavailable;

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, resource.Name, stateFactory);

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_gate)
        {
            var previous = _current.TryGetValue(resourceId, out var known) ? known.Snapshot : Initial(resource);
            var update = new ResourceEvent(resource, resourceId, stateFactory(previous));
            _current[resourceId] = update;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(update);
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
            return _current.TryGetValue(resourceId, out resourceEvent);
    }

    /// <summary>Every known state first, then every change, in order.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var subscription = Subscribe();
        foreach (var known in subscription.Known)
            yield return known;
        await foreach (var update in subscription.Changes.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            yield return update;
    }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wanted = targetStates.ToArray();
        var reached = await WaitForResourceAsync(resourceName, e => e.Snapshot.State is { } s && wanted.Contains(s.Text), cancellationToken)
            .ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var update in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsNamed(update, resourceName) && predicate(update))
                return update;
        }

        throw new OperationCanceledException($"The application stopped before '{resourceName}' got there.");
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.IsHealthyAndReady || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsTerminal(e.Snapshot)),
            cancellationToken).ConfigureAwait(false);

        if (!reached.Snapshot.IsHealthyAndReady)
            throw new DistributedApplicationException($"'{reached.ResourceId}' will not become healthy: it is {reached.Snapshot.State!.Text}.");
        return reached;
    }

    /// <summary>Waits for everything that <paramref name="resource"/> was told to wait for.</summary>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new Engine.Dependencies(this, DefaultWaitBehavior).WaitAsync(resource, cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceSubscription Subscribe()
    {
        // Unbounded, but changes of state are few, and a watcher that loses one waits for ever.
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            if (_disposed)
                channel.Writer.TryComplete();
            _watchers.Add(channel);
            return new ResourceSubscription([.. _current.Values], channel.Reader, () => Unsubscribe(channel));
        }
    }

    internal IReadOnlyList<ResourceEvent> Current()
    {
        lock (_gate)
            return [.. _current.Values];
    }

    /// <summary>The one instance of that name, or all the replicas of the resource of that name.</summary>
    internal IReadOnlyList<ResourceEvent> Find(string name) => [.. Current().Where(e => IsNamed(e, name))];

    internal static bool IsTerminal(CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    private void Unsubscribe(Channel<ResourceEvent> channel)
    {
        lock (_gate)
            _watchers.Remove(channel);
    }

    private static bool IsNamed(ResourceEvent update, string name) =>
        string.Equals(update.Resource.Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(update.ResourceId, name, StringComparison.OrdinalIgnoreCase);

    private static CustomResourceSnapshot Initial(IResource resource) => resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var given) ? given.InitialSnapshot : new()
    {
        ResourceType = ResourceTypeName.Of(resource),
        Properties = [],
        CreationTimeStamp = DateTime.UtcNow,
    };
}
