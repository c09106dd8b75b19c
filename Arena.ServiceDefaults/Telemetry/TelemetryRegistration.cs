using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Metrics at <c>/metrics</c> for Prometheus, always. Traces, metrics and logs over OTLP, set up by the standard <c>OTEL_…</c> variables;
/// without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is exported and spans are not made.
/// </summary>
public static class TelemetryRegistration
{
    private const string OtlpEndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether an OTLP endpoint is configured. Without one, whatever makes spans is a cost and nothing else.</summary>
    public static bool IsExported(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[OtlpEndpointVariable]);

    internal static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder.Environment.ApplicationName))
            .WithMetrics(AddMetrics);
        if (!IsExported(builder.Configuration))
            return;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry.WithTracing(AddTracing).UseOtlpExporter();
    }

    internal static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint();

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over the name given here.
    private static void Describe(ResourceBuilder resource, string serviceName) =>
        resource.Clear().AddService(serviceName, autoGenerateServiceInstanceId: false).AddTelemetrySdk().AddEnvironmentVariableDetector();

    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddMeter("Arena.*")
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddRuntimeInstrumentation()
        .AddView(MetricStreams.Of)
        .AddPrometheusExporter();

    private static void AddTracing(TracerProviderBuilder tracing) => tracing
        .AddSource("Arena.*")
        .AddProcessor(new Unrecorded())
        .AddAspNetCoreInstrumentation(options =>
        {
            options.EnrichWithHttpRequest = RequestSpans.Begin;
            options.EnrichWithHttpResponse = RequestSpans.Finish;
        })
        .AddGrpcClientInstrumentation(options => options.SuppressDownstreamInstrumentation = true)
        .AddHttpClientInstrumentation();
}
