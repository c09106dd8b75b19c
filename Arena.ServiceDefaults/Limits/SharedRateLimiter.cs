using System.Threading.RateLimiting;
using Arena.ServiceDefaults.Guard;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Arena.ServiceDefaults.Limits;

/// <summary>
/// The limits of callers and tenants over all replicas together, in Redis. While that is away or slow, the buckets of this replica decide,
/// as if it were alone: nobody is turned away for it, or let in without a limit.
/// </summary>
internal sealed class SharedRateLimiter(
    PartitionedRateLimiter<HttpContext> alone, LimitOptions limits, Guards guards, IServiceProvider services)
    : PartitionedRateLimiter<HttpContext>
{
    /// <summary>The guard's name.</summary>
    public const string GuardName = "redis-limits";

    // To connect may take seconds, for which nobody is to wait.
    private readonly Lazy<Task<IConnectionMultiplexer>> _redis = new(
        () => Task.Run(services.GetRequiredService<IConnectionMultiplexer>));

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => alone.GetStatistics(resource);

    // Redis is not asked without waiting: who has buckets is asked to wait, and then gets theirs.
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
        BucketsOf(resource).Count == 0 ? alone.AttemptAcquire(resource, permitCount) : TakenLease.Refused(wait: null);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        var buckets = BucketsOf(resource);
        if (buckets.Count == 0)
            return alone.AttemptAcquire(resource, permitCount);
        return await guards.For(GuardName).ExecuteAsync(
            async token =>
            {
                var redis = await _redis.Value.WaitAsync(token);
                var wait = await RedisBuckets.TakeAsync(redis.GetDatabase(), buckets).WaitAsync(token);
                return wait == TimeSpan.Zero ? TakenLease.Taken : TakenLease.Refused(wait);
            },
            (_, _) => Task.FromResult(alone.AttemptAcquire(resource, permitCount)),
            cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            alone.Dispose();
    }

    protected override ValueTask DisposeAsyncCore() => alone.DisposeAsync();

    // What is in braces decides where a cluster of Redis keeps a bucket: those that are taken from together, together.
    private List<TokenBucket> BucketsOf(HttpContext context)
    {
        var buckets = new List<TokenBucket>(2);
        if (RateLimits.LimitedCaller(context) is not { } caller)
            return buckets;
        if (limits.PerKey > 0)
            buckets.Add(new TokenBucket($"arena:limit:{{{caller.Tenant}}}:{caller.Id}", limits.PerKey, limits.PerKey * limits.Burst));
        if (limits.PerTenant > 0)
            buckets.Add(new TokenBucket($"arena:limit:{{{caller.Tenant}}}", limits.PerTenant, limits.PerTenant * limits.Burst));
        return buckets;
    }
}
