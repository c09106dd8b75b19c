using Arena.Hosting.Eventing;

namespace Arena.Hosting.ApplicationModel;

/// <summary>What the resource waited for is there; its process is about to start.</summary>
public class BeforeResourceStartedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    public IResource Resource { get; } = resource;

    public IServiceProvider Services { get; } = services;
}
