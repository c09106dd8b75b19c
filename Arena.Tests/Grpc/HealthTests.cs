using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Arena.Tests.Grpc;

/// <summary>grpc.health.v1 over ASP.NET Core's health checks.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Check_and_watch_follow_the_checks_until_the_host_stops()
    {
        var healthy = true;
        await using var server = await TrialServer.StartAsync(
            services: services => services
                .AddGrpcHealthChecks(o =>
                {
                    o.WatchPeriod = TimeSpan.FromMilliseconds(5);
                    o.MapService("store", check => check.Name == "store");
                })
                .AddCheck("store", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy())
                .AddCheck("other", () => HealthCheckResult.Degraded()),
            map: app => app.MapGrpcHealthChecksService());
        var client = new Health.HealthClient(server.Channel());

        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest())).Status);
        var unknown = await Assert.ThrowsAsync<RpcException>(() =>
            client.CheckAsync(new HealthCheckRequest { Service = "nobody" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);

        using var watch = client.Watch(new HealthCheckRequest { Service = "store" });
        Assert.Equal(ServingStatus.Serving, await NextAsync());
        Volatile.Write(ref healthy, false);
        Assert.Equal(ServingStatus.NotServing, await NextAsync());
        Assert.Equal(ServingStatus.NotServing, (await client.CheckAsync(new HealthCheckRequest())).Status);
        Volatile.Write(ref healthy, true);
        Assert.Equal(ServingStatus.Serving, await NextAsync());

        var stopping = server.StopAsync();
        Assert.Equal(ServingStatus.NotServing, await NextAsync());
        Assert.False(await watch.ResponseStream.MoveNext());
        await stopping;

        async Task<ServingStatus> NextAsync()
        {
            Assert.True(await watch.ResponseStream.MoveNext());
            return watch.ResponseStream.Current.Status;
        }
    }
}
