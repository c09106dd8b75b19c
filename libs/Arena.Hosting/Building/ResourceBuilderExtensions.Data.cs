using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Keeps a store's data under <c>.arena/volumes</c> here, and in a named volume where it is deployed.</summary>
    internal static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly)
        where T : ContainerResource =>
        builder.WithData(new ContainerMountAnnotation(name ?? VolumeNameGenerator.Generate(builder, "data"), target, ContainerMountType.Volume, isReadOnly)
        {
            LocalDirectory = name ?? builder.Resource.Name,
        });

    /// <summary>Keeps a store's data in a directory of one's own, here and where it is deployed.</summary>
    internal static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var path = Path.GetFullPath(Path.Combine(builder.ApplicationBuilder.AppHostDirectory, source));
        return builder.WithData(new ContainerMountAnnotation(path, target, ContainerMountType.BindMount, isReadOnly));
    }

    private static IResourceBuilder<T> WithData<T>(this IResourceBuilder<T> builder, ContainerMountAnnotation mount)
        where T : ContainerResource => mount.IsReadOnly
        ? throw new ArgumentException($"'{builder.Resource.Name}' writes to its data; they cannot be read-only.", "isReadOnly")
        : builder.WithAnnotation(mount, ResourceAnnotationMutationBehavior.Replace);
}
