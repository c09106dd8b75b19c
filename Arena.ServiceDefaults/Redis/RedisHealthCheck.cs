using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Arena.ServiceDefaults.Redis;

/// <summary>Healthy until something asks for Redis, without connecting; then degraded while it does not answer.</summary>
internal sealed class RedisHealthCheck(RedisUse use, Guards guards, IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        if (!use.HasBegun)
            return HealthCheckResult.Healthy("not connected; nothing needs it yet");
        return await guards.For(RedisRegistration.Name).ExecuteAsync(
            PingAsync, (failure, _) => Task.FromResult(HealthCheckResult.Degraded($"does not answer: {failure.Message}")),
            cancellationToken);
    }

    private async Task<HealthCheckResult> PingAsync(CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        var latency = await database.PingAsync().WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy(FormattableString.Invariant($"answers in {latency.TotalMilliseconds:0.0} ms"));
    }
}
