namespace Arena.Hosting.ApplicationModel;

/// <summary>
/// A health check by HTTP. It is asked of every replica by itself, on that replica's own port,
/// which is why it is more than a key into the registered checks.
/// </summary>
internal sealed class HttpHealthCheckAnnotation(string key, Func<EndpointReference> endpoint, string path, int statusCode)
    : HealthCheckAnnotation(key)
{
    public Func<EndpointReference> Endpoint { get; } = endpoint;

    public string Path { get; } = path;

    public int StatusCode { get; } = statusCode;
}
