using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static class ExecutableResourceExtensions
{
    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model) => model.Resources.OfType<ExecutableResource>();
}
