using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Healthy means that <paramref name="path"/> answers with <paramref name="statusCode"/> (200 unless told).</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var resource = builder.Resource;
        return builder.WithHttpHealthCheck(() => endpointName is null ? FirstHttpEndpoint(resource) : resource.GetEndpoint(endpointName), path, statusCode);
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        var resource = builder.Resource;
        path ??= "/";
        statusCode ??= 200;
        var key = $"{resource.Name}_{path}_{statusCode}_check";
        return builder.WithAnnotation(
            new HttpHealthCheckAnnotation(key, endpointSelector ?? (() => FirstHttpEndpoint(resource)), path, statusCode.Value));
    }

    /// <summary>Healthy means that the check registered under <paramref name="key"/> passes.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == key))
            throw new DistributedApplicationException($"'{builder.Resource.Name}' already has the health check '{key}'.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    private static EndpointReference FirstHttpEndpoint(IResourceWithEndpoints resource)
    {
        var endpoints = resource.GetEndpoints().ToArray();
        return endpoints.FirstOrDefault(e => e.EndpointName == "https")
            ?? endpoints.FirstOrDefault(e => e.EndpointName == "http")
            ?? endpoints.FirstOrDefault(e => e.Scheme is "http" or "https")
            ?? throw new DistributedApplicationException(
                $"'{resource.Name}' has a health check by HTTP but no HTTP endpoint; it has "
                + (endpoints.Length == 0 ? "no endpoints at all." : $"{string.Join(", ", endpoints.Select(e => e.EndpointName))}."));
    }
}
