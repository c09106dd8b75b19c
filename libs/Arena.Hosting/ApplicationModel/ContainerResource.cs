namespace Arena.Hosting.ApplicationModel;

/// <summary>
/// A resource that a deployment runs from an image. On this machine the engine runs the same service
/// as a private process instead, so there is deliberately no way to add an arbitrary image.
/// </summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    public string? Entrypoint { get; set; } = entrypoint;
}
