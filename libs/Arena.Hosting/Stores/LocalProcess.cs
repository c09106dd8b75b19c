namespace Arena.Hosting.Stores;

/// <summary>
/// A store as a process of this machine, in the place of the container that it would be. It bears the container's name and has its
/// very annotations: what is said of the container, before or later, reaches the process, and whoever refers to the container's
/// endpoints is given the process's.
/// </summary>
internal sealed class LocalProcess(ContainerResource container, string workingDirectory)
    : ExecutableResource(container.Name, "/bin/sh", workingDirectory), IResourceWithConnectionString
{
    public override ResourceAnnotationCollection Annotations => container.Annotations;

    public ReferenceExpression ConnectionStringExpression => ((IResourceWithConnectionString)container).ConnectionStringExpression;
}
