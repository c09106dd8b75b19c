using System.Globalization;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Guard;
using Arena.ServiceDefaults.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Limits;

/// <summary>How much of a service callers may take, and what browsers are told.</summary>
internal static class LimitsRegistration
{
    // For the limits of all replicas; then this replica's hold.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitOptions>()
            .Bind(builder.Configuration.GetSection(LimitOptions.Section)).ValidateDataAnnotations()
            .Validate<IServiceProvider>(
                (limits, services) => !limits.Shared || services.GetService<RedisUse>() is not null,
                "Limits:Shared is true, and ConnectionStrings:redis names no server to count in.")
            .ValidateOnStart();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>()
            .Configure<IOptions<LimitOptions>, IServiceProvider>((limiter, limits, services) => RateLimits.Configure(
                limiter, limits.Value, limits.Value.Shared
                    ? alone => new SharedRateLimiter(alone, limits.Value, services.GetRequiredService<Guards>(), services)
                    : null));
        builder.Services.AddGuard(
            builder.Configuration, SharedRateLimiter.GuardName,
            guard => (guard.MaxAttempts, guard.Timeout, guard.BreakDuration) = (1, _patience, TimeSpan.FromSeconds(1)));
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitOptions>>((timeouts, limits) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = limits.Value.Time,
                WriteTimeoutResponse = context => Refusal.TooLong(
                    string.Create(CultureInfo.InvariantCulture, $"It took more than {limits.Value.Time.TotalSeconds:0.#} s."))
                    .WriteAsync(context),
            });
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>((kestrel, limits) =>
            kestrel.Limits.MaxRequestBodySize = limits.Value.BodySize);
        builder.Services.AddSingleton<Shedding>();
    }

    /// <summary>After routing and authentication: how much a caller may take depends on who it is.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.Use(app.Services.GetRequiredService<Shedding>().RunAsync);
    }
}
