using Arena.ServiceDefaults.Grpc;
using Arena.ServiceDefaults.Health;
using Arena.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.ServiceDefaults;

/// <summary>What every service of Arena shares: telemetry, health, metrics for a scraper, gRPC.</summary>
public static class ServiceDefaults
{
    /// <summary>Adds OpenTelemetry (when an OTLP endpoint is configured), the metrics for <c>/metrics</c>, the health checks, and gRPC.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.AddHealth();
        builder.AddGrpcServer();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c>, <c>/alive</c> and <c>/metrics</c>, and over gRPC health (<c>grpc.health.v1</c>) and reflection for clients in any
    /// language.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapGrpcServer();
        return app;
    }
}
