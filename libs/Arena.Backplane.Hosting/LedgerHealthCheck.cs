using Arena.Backplane.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Backplane.Hosting;

/// <summary>Unhealthy when the store does not answer, degraded when it forgets.</summary>
internal sealed class LedgerHealthCheck(ILedger ledger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        await ledger.PingAsync(cancellationToken);
        return ledger.Store.Durable
            ? HealthCheckResult.Healthy(ledger.Store.Description)
            : HealthCheckResult.Degraded(ledger.Store.Description);
    }
}
