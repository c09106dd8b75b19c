using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Node.Work;

/// <summary>A node that knows that the ledger was altered goes on playing, and says so.</summary>
internal sealed class LedgerHealthCheck(HeardHead head) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(head.Fault.Length == 0
            ? HealthCheckResult.Healthy($"{head.Last?.Results ?? 0} results heard of")
            : HealthCheckResult.Degraded($"somebody altered the ledger: {head.Fault}"));
}
