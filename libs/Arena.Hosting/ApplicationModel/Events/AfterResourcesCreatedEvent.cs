using Arena.Hosting.Eventing;

namespace Arena.Hosting.ApplicationModel;

/// <summary>Every resource has begun its life; some may still wait for others.</summary>
public class AfterResourcesCreatedEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    public IServiceProvider Services { get; } = services;

    public DistributedApplicationModel Model { get; } = model;
}
