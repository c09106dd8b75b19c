using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Arena.ServiceDefaults.Limits;
using Arena.Tests.EndToEnd.Stores;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Limits;

/// <summary>Two services that count their callers together.</summary>
public sealed class SharedLimitTests
{
    private const string Key = "0123456789abcdef0123456789abcdef-admin";
    private const string NodeKey = "0123456789abcdef0123456789abcdef-node";
    private const int PerSecond = 1;
    private const int Size = 20;

    [Fact]
    public async Task Callers_limit_holds_over_all_replicas_together()
    {
        using var redis = RedisServer.Start();
        await using var one = await ServiceAsync(redis);
        await using var other = await ServiceAsync(redis);
        var clock = Stopwatch.StartNew();
        await CountTogetherAsync(one, other);
        var taken = 0;
        for (var i = 0; i < 2 * Size; i++)
        {
            using var answer = await AskAsync(i % 2 == 0 ? one : other);
            taken += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        }

        // What was taken before they counted together is not among these; what came meanwhile may be.
        Assert.InRange(taken, Size - 4, Size + (int)Math.Ceiling(clock.Elapsed.TotalSeconds * PerSecond));
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP")]
    public async Task Without_an_answer_of_Redis_each_replica_goes_by_its_own_and_says_so(string signal)
    {
        using var redis = RedisServer.Start();
        await using var one = await ServiceAsync(redis);
        await using var other = await ServiceAsync(redis);
        await CountTogetherAsync(one, other);
        redis.Signal(signal);
        foreach (var service in new[] { one, other })
        {
            var clock = Stopwatch.StartNew();
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 2 * Size; i++)
            {
                using var answer = await AskAsync(service);
                statuses.Add(answer.StatusCode);
            }

            var most = Size + (int)Math.Ceiling(clock.Elapsed.TotalSeconds * PerSecond);
            Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), Size - 4, most);
            Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{status}"));
            Assert.Contains("does not answer", await HealthAsync(service), StringComparison.Ordinal);
        }

        if (signal != "STOP")
            return;
        redis.Signal("CONT");
        await CountTogetherAsync(one, other);
    }

    [Fact]
    public async Task Call_takes_from_all_its_buckets_or_from_none()
    {
        using var redis = RedisServer.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis.Address},connectRetry=20");
        var database = connection.GetDatabase();
        var (small, large) = (new TokenBucket("small", 1, 1), new TokenBucket("large", 1, 3));
        Assert.Equal(TimeSpan.Zero, await RedisBuckets.TakeAsync(database, [small, large]));
        for (var i = 0; i < 5; i++)
            Assert.InRange(await RedisBuckets.TakeAsync(database, [small, large]), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, await RedisBuckets.TakeAsync(database, [large]));
        Assert.Equal(TimeSpan.Zero, await RedisBuckets.TakeAsync(database, [large]));
        Assert.NotEqual(TimeSpan.Zero, await RedisBuckets.TakeAsync(database, [large]));
        Assert.InRange((await database.KeyTimeToLiveAsync("large"))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3.1));
    }

    [Fact]
    public async Task Service_that_is_to_share_limits_and_has_no_Redis_does_not_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestService.StartAsync(settings: ("Limits:Shared", "true")));
        Assert.Contains("ConnectionStrings:redis names no server", fault.Message, StringComparison.Ordinal);
    }

    private static Task<TestService> ServiceAsync(RedisServer redis) =>
        TestService.StartAsync(settings: [
            ("ConnectionStrings:redis", redis.Address), ("Access:AdminKey", Key), ("Limits:Shared", "true"),
            ("Limits:PerKey", $"{PerSecond}"),
            ("Limits:Burst", $"{Size}"),
            ("Access:NodeKey", NodeKey),
            ("Guard:redis-limits:BreakDuration", "00:00:00.500")]);

    private static Task<HttpResponseMessage> AskAsync(TestService service) => SendAsync(service, "/metrics", Key);

    // Nodes are not counted.
    private static async Task<string> HealthAsync(TestService service)
    {
        using var answer = await SendAsync(service, "/health", NodeKey);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(TestService service, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await service.Http.SendAsync(request);
    }

    // The first call of each connects, and is counted by itself.
    private static async Task CountTogetherAsync(params TestService[] services)
    {
        foreach (var service in services)
        {
            using (await AskAsync(service))
            {
                await Eventually.IsTrueAsync(
                    async () => (await HealthAsync(service)).Contains("answers in", StringComparison.Ordinal),
                    "Redis answers");
            }
        }
    }
}
