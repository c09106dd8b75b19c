using Arena.Hosting.Eventing;

namespace Arena.Hosting.Lifecycle;

/// <summary>A service that subscribes to the application's events. It is asked to once, before the application starts.</summary>
public interface IDistributedApplicationEventingSubscriber
{
    Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken);
}
