using System.Net;
using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Engine;

/// <summary>Asks a health check by HTTP of the instance itself.</summary>
internal sealed class HttpProbe
{
    // Fresh connections soon: a kept one would say nothing about a process that has been replaced.
    private static readonly HttpClient _client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromSeconds(30),
        UseProxy = false,
        AllowAutoRedirect = false,
    });

    public async Task<HealthCheckResult> CheckAsync(HttpHealthCheckAnnotation check, ResourceInstance instance, CancellationToken cancellationToken)
    {
        var endpoint = check.Endpoint();
        var asTheInstance = new ValueProviderContext { Caller = instance.Resource, CallerReplica = instance.Replica };
        var allocated = await endpoint.GetAllocatedAsync(asTheInstance, cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(allocated.UriString), check.Path));
        if (allocated.Endpoint.Transport == "http2")
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        return await AskAsync(request, check.StatusCode, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<HealthCheckResult> AskAsync(HttpRequestMessage request, int wanted, CancellationToken cancellationToken)
    {
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode == wanted
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"{request.RequestUri!.AbsolutePath} answered {(int)response.StatusCode}, wanted {wanted}");
    }
}
