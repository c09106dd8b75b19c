using System.Threading.RateLimiting;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Arena.ServiceDefaults.Limits;

/// <summary>
/// Token buckets: one for each caller, and one for each tenant. Nodes have none, since they are the system's own, nor has anybody where
/// nobody says who they are.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    public static void Configure(RateLimiterOptions limiter, LimitOptions limits)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Limiter(caller => caller.Id, limits.PerKey, limits.Burst), Limiter(caller => caller.Tenant, limits.PerTenant, limits.Burst));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) && told > _retryAfter ? told : _retryAfter;
            await Refusal.TooMany("You call more often than you may: wait, and call less often.", wait).WriteAsync(rejected.HttpContext);
        };
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<Caller, string> bucketOf, int perSecond, int burst) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            Caller.Find(context.User) is { } caller && IsLimited(caller) && perSecond > 0
                ? RateLimitPartition.GetTokenBucketLimiter(bucketOf(caller), _ => Bucket(perSecond, burst))
                : RateLimitPartition.GetNoLimiter(""));

    private static bool IsLimited(Caller caller) => caller.Role != Role.Node && !ReferenceEquals(caller, Caller.Anybody);

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
