using Arena.ServiceDefaults.Health;
using Arena.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace Arena.ServiceDefaults;

/// <summary>What every service of Arena shares: telemetry, health, metrics for a scraper.</summary>
public static class ServiceDefaults
{
    /// <summary>Adds OpenTelemetry (when an OTLP endpoint is configured), the metrics for <c>/metrics</c> and the health checks.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.AddHealth();
        return builder;
    }

    /// <summary>Maps <c>/health</c>, <c>/alive</c> and <c>/metrics</c>.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
