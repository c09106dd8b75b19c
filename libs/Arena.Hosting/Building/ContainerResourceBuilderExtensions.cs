using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>Which image a deployment runs. On this machine an installed program stands in for it, whatever is said here.</summary>
public static class ContainerResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        if (builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var existing))
        {
            existing.Image = image;
            existing.Tag = tag ?? existing.Tag;
            return builder;
        }

        return builder.WithAnnotation(new ContainerImageAnnotation { Image = image, Tag = tag });
    }

    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        var image = ImageOf(builder);
        image.Tag = tag;
        image.SHA256 = null;
        return builder;
    }

    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        ImageOf(builder).Registry = registry;
        return builder;
    }

    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256)
        where T : ContainerResource
    {
        var image = ImageOf(builder);
        image.SHA256 = sha256;
        image.Tag = null;
        return builder;
    }

    /// <summary>
    /// With <see cref="ContainerLifetime.Persistent"/> a store keeps its data for the next run, as if it had a volume; its process ends with
    /// the app host all the same.
    /// </summary>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerLifetimeAnnotation { Lifetime = lifetime }, ResourceAnnotationMutationBehavior.Replace);

    private static ContainerImageAnnotation ImageOf<T>(IResourceBuilder<T> builder)
        where T : ContainerResource =>
        builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image
            : throw new InvalidOperationException($"'{builder.Resource.Name}' has no image yet: name one with WithImage.");
}
