namespace Arena.Hosting.ApplicationModel;

/// <summary>Lets the app host word an endpoint's address once it is known.</summary>
internal sealed class ResourceUrlCallbackAnnotation(string endpointName, Action<ResourceUrlAnnotation> callback) : IResourceAnnotation
{
    public string EndpointName { get; } = endpointName;

    public Action<ResourceUrlAnnotation> Callback { get; } = callback;
}
