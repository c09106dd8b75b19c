using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static class ContainerResourceExtensions
{
    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model) => model.Resources.Where(r => r.IsContainer());

    /// <summary>Whether the resource is a container where it is deployed; here it is a process.</summary>
    public static bool IsContainer(this IResource resource) => resource.HasAnnotationOfType<ContainerImageAnnotation>();
}
