using System.Globalization;
using System.Net.Sockets;
using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Kafka;

/// <summary>A broker counts as there when one of the bootstrap addresses accepts a connection.</summary>
internal sealed class KafkaHealthCheck(IResourceWithConnectionString resource) : IHealthCheck
{
    private const int DefaultPort = 9092;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var servers = await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        var failure = "no bootstrap server is configured";
        foreach (var server in servers!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = server.LastIndexOf(':');
            var (host, port) = colon < 0 ? (server, DefaultPort) : (server[..colon], int.Parse(server.AsSpan(colon + 1), CultureInfo.InvariantCulture));
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
                return HealthCheckResult.Healthy();
            }
            catch (SocketException fault)
            {
                failure = $"{server}: {fault.Message}";
            }
        }

        return HealthCheckResult.Unhealthy(failure);
    }
}
