using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Arena.ServiceDefaults.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Slows down who tries out keys: once so many from one address were none, only those that were good within the last hour are looked at
/// from there, so that whoever shares the address goes on. Callers on this machine are many behind one address, and not slowed down.
/// </summary>
internal sealed class Guesses(IOptions<LimitOptions> options, TimeProvider time) : IDisposable
{
    private const int Ipv6Network = 8; // bytes: the rest is the caller's own to choose

    private readonly TimedCache<bool> _good = new(TimeSpan.FromHours(1), time);
    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(options.Value.Guesses)));

    /// <summary>Whether a key is to be looked at.</summary>
    public bool MayTry(HttpContext context, string key) =>
        AddressOf(context) is not { } address
        || _wrong.GetStatistics(address) is not { CurrentAvailablePermits: 0 }
        || _good.TryGet(NameOf(key), out _);

    /// <summary>Learns what came of it.</summary>
    public void Tell(HttpContext context, string key, bool isGood)
    {
        if (AddressOf(context) is not { } address)
            return;
        if (isGood)
            _good.Set(NameOf(key), true, time.GetUtcNow());
        else
            _wrong.AttemptAcquire(address).Dispose();
    }

    public void Dispose() => _wrong.Dispose();

    private static string NameOf(string key) => Convert.ToHexString(ApiKey.HashOf(key));

    // Null where there is no limit, or no network.
    private string? AddressOf(HttpContext context)
    {
        if (options.Value.Guesses == 0 || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6Network))
            : address.ToString();
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
