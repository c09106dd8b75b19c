using Arena.Hosting.Eventing;

namespace Arena.Hosting.ApplicationModel;

/// <summary>The resource's connection string can be asked for; the resource itself need not run yet.</summary>
public class ConnectionStringAvailableEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    public IResource Resource { get; } = resource;

    public IServiceProvider Services { get; } = services;
}
