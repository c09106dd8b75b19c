using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.ControlPlane.Proofs;

/// <summary>Degraded when the ledger does not extend what was signed for.</summary>
internal sealed class CheckpointHealthCheck(CheckpointLoop loop) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(
        loop.Fault is { } fault ? HealthCheckResult.Degraded($"no checkpoint is made: {fault}") : HealthCheckResult.Healthy());
}
