using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP, set up by the standard <c>OTEL_…</c> variables; without
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is exported and spans cost nothing.
/// </summary>
internal static class TelemetryRegistration
{
    private const string OtlpEndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] _sources = ["Arena.*", "Grpc.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    private static readonly string[] _meters =
        ["Arena.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MetricsCollector>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MetricsCollector>());
        if (string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpointVariable]))
            return;
        builder.Services.AddSingleton<IStartupFilter, HttpSpans>();
        builder.Services.AddHostedService<OtlpExport>();
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.SetResourceBuilder(Resource(builder.Environment.ApplicationName));
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
            logging.AddOtlpExporter();
        });
    }

    public static void MapMetrics(this WebApplication app) =>
        app.MapGet("/metrics", (MetricsCollector metrics) => Results.Text(metrics.ToPrometheusText(), "text/plain; version=0.0.4; charset=utf-8"));

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over the name given here.
    private static ResourceBuilder Resource(string serviceName) =>
        ResourceBuilder.CreateEmpty().AddService(serviceName, autoGenerateServiceInstanceId: false).AddTelemetrySdk().AddEnvironmentVariableDetector();

    /// <summary>Owns the providers: started with the host, flushed when it stops.</summary>
    private sealed class OtlpExport(IHostEnvironment environment) : IHostedService
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = Resource(environment.ApplicationName);
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(_sources)
                .AddProcessor(new StatementNames()).AddProcessor(new Unrecorded()).AddOtlpExporter().Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(_meters).AddView(ViewOf).AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        // The default bounds are made for milliseconds; ours are seconds, and exponential buckets fit whatever comes.
        private static MetricStreamConfiguration? ViewOf(Instrument instrument) =>
            instrument is Histogram<double> && instrument.Meter.Name.StartsWith("Arena.", StringComparison.Ordinal) ? new Base2ExponentialBucketHistogramConfiguration() : null;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _traces?.Dispose();
            _metrics?.Dispose();
            return Task.CompletedTask;
        }
    }
}
