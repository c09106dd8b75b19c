using Arena.ServiceDefaults.Guard;
using Arena.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Arena.ServiceDefaults.Redis;

internal static class RedisRegistration
{
    /// <summary>The connection string's name, and the guard's.</summary>
    public const string Name = "redis";

    /// <summary>
    /// Registers <c>IConnectionMultiplexer</c> when a connection string is configured. It connects when it is first asked for, not before:
    /// the AppHost names the server without starting it until a feature needs it.
    /// </summary>
    public static void AddRedis(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(Name)))
            return;
        var use = new RedisUse();
        builder.Services.AddSingleton(use);
        builder.AddRedisClient(
            Name,
            settings =>
            {
                settings.DisableAutoActivation = true;
                settings.DisableHealthChecks = true; // ours does not connect
                settings.DisableTracing = !TelemetryRegistration.IsExported(builder.Configuration);
            },
            options =>
            {
                options.AbortOnConnectFail = false; // a server that comes later is found
                options.BacklogPolicy = BacklogPolicy.FailFast; // and while it is away, nothing waits for it
                use.Begin();
            });
        builder.Services.AddGuard(builder.Configuration, Name, guard => (guard.MaxAttempts, guard.Timeout) = (1, TimeSpan.FromSeconds(1)));
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>(Name);
    }
}
