using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.Discovery;

/// <summary>
/// Sends requests for <c>http://node</c> to the addresses configured for the endpoint <c>http</c> of the service
/// <c>node</c>, one after the other. Hosts that no service is configured for, and addresses with a port, pass.
/// </summary>
internal sealed class ServiceDiscoveryHandler(IConfiguration configuration) : DelegatingHandler
{
    private readonly ConcurrentDictionary<(string Service, string Endpoint), IReadOnlyList<Uri>> _addresses = new();
    private uint _turn;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsDefaultPort: true } uri
            && _addresses.GetOrAdd((uri.IdnHost, uri.Scheme), Find) is { Count: > 0 } addresses)
        {
            var address = addresses[(int)(Interlocked.Increment(ref _turn) % (uint)addresses.Count)];
            request.RequestUri = new Uri(address, uri.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private IReadOnlyList<Uri> Find((string Service, string Endpoint) name) =>
        configuration.GetSection($"services:{name.Service}:{name.Endpoint}").GetChildren().Any()
            ? configuration.GetServiceEndpoints(name.Service, name.Endpoint)
            : [];
}
