using System.Diagnostics.CodeAnalysis;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static class DistributedApplicationBuilderExtensions
{
    /// <summary>A builder for a resource that is already part of the application.</summary>
    public static IResourceBuilder<T> CreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name)
        where T : IResource
    {
        if (!builder.Resources.TryGetByName(name, out var resource))
            throw new InvalidOperationException($"There is no resource '{name}'; there are: {string.Join(", ", builder.Resources.Select(r => r.Name))}.");
        return resource is T typed
            ? builder.CreateResourceBuilder(typed)
            : throw new InvalidOperationException($"'{name}' is a {resource.GetType().Name}; wanted a {typeof(T).Name}.");
    }

    public static bool TryCreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name, [NotNullWhen(true)] out IResourceBuilder<T>? resourceBuilder)
        where T : IResource
    {
        resourceBuilder = builder.Resources.TryGetByName(name, out var resource) && resource is T typed ? builder.CreateResourceBuilder(typed) : null;
        return resourceBuilder is not null;
    }
}
