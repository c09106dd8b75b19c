using Arena.Contracts.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Node.Work;

/// <summary>A node without a control plane has no work: unhealthy, though alive.</summary>
internal sealed class ControlPlaneHealthCheck(ControlPlaneLink link, ReplicaAddresses addresses) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(link.Connected
            ? HealthCheckResult.Healthy($"connected to {addresses.Current}")
            : HealthCheckResult.Unhealthy($"not connected to the control plane at {string.Join(", ", addresses.All)}"));
}
