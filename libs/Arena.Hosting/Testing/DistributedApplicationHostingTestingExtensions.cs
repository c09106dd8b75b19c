using Arena.Hosting.ApplicationModel;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Hosting.Testing;

/// <summary>Reaching the resources of a running application from a test.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client whose base address is the resource's endpoint: https or http, unless named.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>A channel to the resource's endpoint that speaks HTTP/2, unless another one is named.</summary>
    public static GrpcChannel CreateGrpcChannel(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var endpoints = EndpointsOf(app, resourceName);
        var name = endpointName
            ?? endpoints.FirstOrDefault(e => e.EndpointAnnotation.Transport == "http2")?.EndpointName
            ?? throw new ArgumentException($"'{resourceName}' has no endpoint that speaks HTTP/2; it has {Names(endpoints)}.", nameof(resourceName));
        return GrpcChannel.ForAddress(app.GetEndpoint(resourceName, name));
    }

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var endpoints = EndpointsOf(app, resourceName);
        var endpoint = endpointName is null
            ? endpoints.FirstOrDefault(e => e.EndpointName == "https") ?? endpoints.FirstOrDefault(e => e.EndpointName == "http") ?? endpoints.FirstOrDefault()
            : endpoints.FirstOrDefault(e => string.Equals(e.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase));
        return endpoint is not null
            ? new Uri(endpoint.Url)
            : throw new ArgumentException($"'{resourceName}' has no endpoint '{endpointName}'; it has {Names(endpoints)}.", nameof(endpointName));
    }

    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        ResourceOf(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"'{resourceName}' has no connection string.", nameof(resourceName));

    /// <summary>Waits until all the replicas of the resource are healthy, and fails as soon as one cannot become it.</summary>
    public static Task WaitForHealthyAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Task.WhenAll(Engine.ResourceInstance.Of(ResourceOf(app, resourceName))
            .Select(i => app.ResourceNotifications.WaitForResourceHealthyAsync(i.Id, WaitBehavior.StopOnResourceUnavailable, cancellationToken)));

    private static EndpointReference[] EndpointsOf(DistributedApplication app, string resourceName) =>
        ResourceOf(app, resourceName) is IResourceWithEndpoints resource
            ? [.. resource.GetEndpoints()]
            : throw new ArgumentException($"'{resourceName}' has no endpoints.", nameof(resourceName));

    private static IResource ResourceOf(DistributedApplication app, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(app);
        var resources = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        return resources.TryGetByName(resourceName, out var resource)
            ? resource
            : throw new ArgumentException($"There is no resource '{resourceName}'; there are: {string.Join(", ", resources.Select(r => r.Name))}.", nameof(resourceName));
    }

    private static string Names(EndpointReference[] endpoints) => endpoints.Length == 0 ? "none" : string.Join(", ", endpoints.Select(e => e.EndpointName));
}
