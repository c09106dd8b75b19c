using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Kafka;

/// <summary>A broker is healthy when it tells of itself.</summary>
internal sealed class KafkaHealthCheck(IResourceWithConnectionString kafka) : IHealthCheck
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var servers = await kafka.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Ask(servers), cancellationToken).ConfigureAwait(false); // the client blocks
    }

    private static HealthCheckResult Ask(string? servers)
    {
        try
        {
            var configuration = new AdminClientConfig { BootstrapServers = servers };
            using var admin = new AdminClientBuilder(configuration).SetLogHandler((_, _) => { }).Build();
            var brokers = admin.GetMetadata(_patience).Brokers.Count;
            return brokers > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{servers} knows of no broker.");
        }
        catch (KafkaException fault)
        {
            return HealthCheckResult.Unhealthy($"{servers}: {fault.Error.Reason}");
        }
    }
}
