using StackExchange.Redis;

namespace Arena.ServiceDefaults.Limits;

/// <summary>
/// Token buckets in Redis, of all replicas together. Redis' clock says how much time has gone by, so no replica's counts; a bucket that
/// nobody takes from is gone when it would be full.
/// </summary>
internal static class RedisBuckets
{
    // From every bucket one token, or none from any. Answers with the milliseconds after which there will be one in each, 0 if it took.
    private const string Take = """
        local time = redis.call('TIME')
        local now = time[1] + time[2] / 1000000
        local left, wait = {}, 0
        for i, bucket in ipairs(KEYS) do
            local rate, size = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
            local kept = redis.call('HMGET', bucket, 'tokens', 'at')
            local elapsed = math.max(0, now - (tonumber(kept[2]) or now))
            left[i] = math.min(size, (tonumber(kept[1]) or size) + elapsed * rate) - 1
            wait = math.max(wait, -left[i] / rate)
        end
        if wait > 0 then
            return math.ceil(wait * 1000)
        end
        for i, bucket in ipairs(KEYS) do
            local rate, size = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
            redis.call('HSET', bucket, 'tokens', string.format('%.6f', left[i]), 'at', string.format('%.6f', now))
            redis.call('PEXPIRE', bucket, math.ceil((size - left[i]) / rate * 1000) + 1)
        end
        return 0
        """;

    /// <summary>Takes a token from each bucket, or none. Returns after how long there will be one in each; zero if it took them.</summary>
    public static async Task<TimeSpan> TakeAsync(IDatabase redis, IReadOnlyList<TokenBucket> buckets)
    {
        RedisKey[] keys = [.. buckets.Select(bucket => (RedisKey)bucket.Name)];
        RedisValue[] values = [.. buckets.SelectMany(bucket => new RedisValue[] { bucket.PerSecond, bucket.Size })];
        return TimeSpan.FromMilliseconds((long)await redis.ScriptEvaluateAsync(Take, keys, values));
    }
}
