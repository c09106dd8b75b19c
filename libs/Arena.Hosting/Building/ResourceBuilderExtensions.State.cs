using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Begins with this state, and leaves every further one to the author of the resource, who publishes it through
    /// <see cref="ResourceNotificationService"/>. Health is asked and <see cref="ResourceReadyEvent"/> published whenever it runs.
    /// </summary>
    public static IResourceBuilder<T> WithInitialState<T>(this IResourceBuilder<T> builder, CustomResourceSnapshot initialSnapshot)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(initialSnapshot);
        return builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
    }
}
