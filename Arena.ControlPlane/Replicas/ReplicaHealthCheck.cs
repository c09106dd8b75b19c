using Arena.Backplane.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.ControlPlane.Replicas;

/// <summary>Healthy: whoever has no lease serves all the same. Says what this replica decides, and what it was refused.</summary>
internal sealed class ReplicaHealthCheck(Membership membership, Ownership ownership, ReplicaInstruments instruments) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var leagues = ownership.Grants.Count(grant => Grant.IsOfLeague(grant.Scope));
        return Task.FromResult(HealthCheckResult.Healthy(
            $"replica {membership.Id}, one of {membership.Replicas.Count}; leagues that it decides about: {leagues}; "
            + $"decisions refused since the start: {instruments.Refusals}"));
    }
}
