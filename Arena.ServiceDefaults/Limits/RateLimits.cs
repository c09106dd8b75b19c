using System.Threading.RateLimiting;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Limits;

/// <summary>
/// Token buckets: one for each caller, and one for each tenant. Nodes have none, since they are the system's own, nor has anybody where
/// nobody says who they are.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    /// <param name="limiter">What is configured.</param>
    /// <param name="limits">How much callers may take.</param>
    /// <param name="share">Makes of a limiter of this replica one of all replicas; null where there is none.</param>
    public static void Configure(
        RateLimiterOptions limiter, LimitOptions limits,
        Func<PartitionedRateLimiter<HttpContext>, PartitionedRateLimiter<HttpContext>>? share)
    {
        var alone = PartitionedRateLimiter.CreateChained(
            Limiter(caller => caller.Id, limits.PerKey, limits.Burst), Limiter(caller => caller.Tenant, limits.PerTenant, limits.Burst));
        limiter.GlobalLimiter = share?.Invoke(alone) ?? alone;
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) && told > _retryAfter ? told : _retryAfter;
            await Refusal.TooMany("You call more often than you may: wait, and call less often.", wait).WriteAsync(rejected.HttpContext);
        };
    }

    /// <summary>
    /// Counts a call of somebody who is found out only while it is answered: signing in is a call like any other of the key that is shown.
    /// </summary>
    public static async Task<bool> MayCallAsync(HttpContext context, Caller caller)
    {
        if (context.RequestServices.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter is not { } limiter)
            return true;
        context.User = caller.ToPrincipal("shown");
        using var lease = await limiter.AcquireAsync(context, permitCount: 1, context.RequestAborted);
        return lease.IsAcquired;
    }

    /// <summary>Null when there is no limit for whoever calls.</summary>
    public static Caller? LimitedCaller(HttpContext context) =>
        Caller.Find(context.User) is { } caller && caller.Role != Role.Node && !ReferenceEquals(caller, Caller.Anybody) ? caller : null;

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<Caller, string> bucketOf, int perSecond, int burst) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            LimitedCaller(context) is { } caller && perSecond > 0
                ? RateLimitPartition.GetTokenBucketLimiter(bucketOf(caller), _ => Bucket(perSecond, burst))
                : RateLimitPartition.GetNoLimiter(""));

    // A bucket that is filled ten times a second lets nobody wait for long; it is filled for several periods where one gives less than one.
    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst)
    {
        var periods = Math.Max(1, (int)Math.Ceiling(TimeSpan.FromSeconds(1) / _period / perSecond));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * burst,
            TokensPerPeriod = Math.Max(1, (int)(perSecond * _period.TotalSeconds * periods)),
            ReplenishmentPeriod = _period * periods,
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }
}
