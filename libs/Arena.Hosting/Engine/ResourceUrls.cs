using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>The addresses of an instance that people are shown.</summary>
internal static class ResourceUrls
{
    public static async Task<IReadOnlyList<UrlSnapshot>> OfAsync(ResourceInstance instance, EngineContext engine, CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var endpoints = instance.PublicEndpoints.ToDictionary(e => e.Endpoint.Name);
        var urls = endpoints.Values
            .Select(e => new ResourceUrlAnnotation { Url = e.UriString, Endpoint = new EndpointReference((IResourceWithEndpoints)resource, e.Endpoint) })
            .Concat(resource.Annotations.OfType<ResourceUrlAnnotation>())
            .ToList();
        var context = new ResourceUrlsCallbackContext(engine.ExecutionContext, resource, urls, cancellationToken);
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);
        return [.. context.Urls.OrderByDescending(u => u.DisplayOrder ?? int.MinValue).Select(u => Describe(u, endpoints))];
    }

    private static UrlSnapshot Describe(ResourceUrlAnnotation url, Dictionary<string, AllocatedEndpoint> endpoints)
    {
        var endpoint = url.Endpoint is { } reference ? endpoints.GetValueOrDefault(reference.EndpointName) : null;
        var address = endpoint is not null && url.Url.StartsWith('/') ? endpoint.UriString + url.Url : url.Url;
        var isInternal = url.DisplayLocation == UrlDisplayLocation.DetailsOnly;
        return new UrlSnapshot(url.Endpoint?.EndpointName, address, isInternal)
        {
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };
    }
}
