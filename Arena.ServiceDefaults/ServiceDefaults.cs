using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Dials;
using Arena.ServiceDefaults.Flags;
using Arena.ServiceDefaults.Grpc;
using Arena.ServiceDefaults.Health;
using Arena.ServiceDefaults.Redis;
using Arena.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arena.ServiceDefaults;

/// <summary>
/// What every service of Arena shares: telemetry, health, discovery, resilience, Redis where it is configured, gRPC, who is let in, flags,
/// dials.
/// </summary>
public static class ServiceDefaults
{
    /// <summary>
    /// Adds OpenTelemetry, the health checks, gRPC, and for HTTP clients of the factory names of services as addresses, retries, a circuit
    /// breaker and time limits (10 s an attempt, 30 s in all). A client of gRPC streams must do without:
    /// <c>RemoveAllResilienceHandlers</c>.
    /// </summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        builder.AddHealth();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        builder.AddRedis();
        ParentWatch.AddTo(builder);
        builder.AddGrpcServer();
        builder.AddAccess();
        builder.Services.AddFlagGate();
        builder.Services.AddDialBook();
        return builder;
    }

    /// <summary>
    /// Asks of every call who makes it and whether they may. Maps <c>/health</c>, <c>/ready</c>, <c>/alive</c> and <c>/metrics</c>, and
    /// over gRPC health (<c>grpc.health.v1</c>) and reflection for clients in any language.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseAccess();
        app.MapHealth();
        app.MapMetrics();
        app.MapGrpcServer();
        return app;
    }
}
