using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static class ProjectResourceExtensions
{
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) => model.Resources.OfType<ProjectResource>();

    /// <summary>Where the project's file is.</summary>
    /// <exception cref="InvalidOperationException">The resource was not made by AddProject.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource) =>
        projectResource.Annotations.OfType<IProjectMetadata>().LastOrDefault()
        ?? throw new InvalidOperationException($"'{projectResource.Name}' does not say where its project file is.");
}
