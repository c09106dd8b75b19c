using Arena.Hosting.Eventing;

namespace Arena.Hosting.ApplicationModel;

/// <summary>The resource runs and is healthy for the first time since it started; others still wait until the handlers are done.</summary>
public class ResourceReadyEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    public IResource Resource { get; } = resource;

    public IServiceProvider Services { get; } = services;
}
