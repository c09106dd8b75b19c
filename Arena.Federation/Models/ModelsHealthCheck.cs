using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Federation.Models;

internal sealed class ModelsHealthCheck(ModelDirectory directory) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(HealthCheckResult.Degraded($"{directory.All.Count} models in memory: they are gone when the process ends"));
}
