using System.Collections.Immutable;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Eventing;

public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new DistributedApplicationEventSubscription((e, token) => callback((T)e, token));
        ImmutableInterlocked.Update(ref _subscriptions, (all, added) => all.Add(added), (typeof(T), subscription));
        return subscription;
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Subscribe<T>((e, token) => ReferenceEquals(e.Resource, resource) ? callback(e, token) : Task.CompletedTask);

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, (all, gone) => all.RemoveAll(s => s.Subscription == gone), subscription);

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        var called = _subscriptions.Where(s => s.Event == typeof(T)).Select(s => s.Subscription).ToArray();
        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                return CallInTurnAsync(called, @event, cancellationToken);
            case EventDispatchBehavior.BlockingConcurrent:
                return CallAtOnceAsync(called, @event, cancellationToken);
            case EventDispatchBehavior.NonBlockingSequential:
                _ = Task.Run(() => CallInTurnAsync(called, @event, cancellationToken), cancellationToken);
                return Task.CompletedTask;
            case EventDispatchBehavior.NonBlockingConcurrent:
                _ = Task.Run(() => CallAtOnceAsync(called, @event, cancellationToken), cancellationToken);
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(dispatchBehavior), dispatchBehavior, null);
        }
    }

    private static async Task CallInTurnAsync(DistributedApplicationEventSubscription[] called, IDistributedApplicationEvent @event, CancellationToken cancellationToken)
    {
        foreach (var subscription in called)
            await subscription.Callback(@event, cancellationToken).ConfigureAwait(false);
    }

    private static Task CallAtOnceAsync(DistributedApplicationEventSubscription[] called, IDistributedApplicationEvent @event, CancellationToken cancellationToken) =>
        Task.WhenAll(called.Select(subscription => subscription.Callback(@event, cancellationToken)));
}
