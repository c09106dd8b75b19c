using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Arena.Cli.Play;

/// <summary>
/// The root span of a play, which every service continues. It is exported when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </summary>
internal sealed class PlayTrace : IDisposable
{
    private const string OtlpEndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly ActivitySource _source = new("Arena.Cli");

    private readonly TracerProvider? _provider;
    private readonly Activity? _activity;

    public PlayTrace()
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(OtlpEndpointVariable)))
            return;
        _provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("arena"))
            .AddSource(_source.Name, "Grpc.*", "System.Net.Http")
            .AddOtlpExporter()
            .Build();
        _activity = _source.StartActivity("arena play");
    }

    public void Dispose()
    {
        _activity?.Dispose();
        _provider?.Dispose();
    }
}
