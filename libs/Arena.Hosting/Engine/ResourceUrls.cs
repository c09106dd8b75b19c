using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>The addresses of an instance that people are shown.</summary>
internal static class ResourceUrls
{
    public static IEnumerable<UrlSnapshot> Of(ResourceInstance instance)
    {
        foreach (var endpoint in instance.Endpoints)
        {
            var url = new ResourceUrlAnnotation
            {
                Url = endpoint.UriString,
                Endpoint = new EndpointReference((IResourceWithEndpoints)instance.Resource, endpoint.Endpoint),
            };
            foreach (var callback in instance.Resource.Annotations.OfType<ResourceUrlCallbackAnnotation>().Where(c => c.EndpointName == endpoint.Endpoint.Name))
                callback.Callback(url);

            yield return new UrlSnapshot(endpoint.Endpoint.Name, Absolute(url.Url, endpoint), IsInternal: !endpoint.Endpoint.IsExternal)
            {
                DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? ""),
            };
        }
    }

    private static string Absolute(string url, AllocatedEndpoint endpoint) =>
        url.StartsWith('/') ? endpoint.UriString + url : url;
}
