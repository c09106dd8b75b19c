using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Engine;

/// <summary>What every project is told without being asked: who it is, where telemetry goes, how to write its console.</summary>
internal static class ProjectEnvironment
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] _grpcEndpointKeys = ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
    private static readonly string[] _httpEndpointKeys = ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    public static void AddDefaults(Dictionary<string, object> variables, ResourceInstance instance, EngineContext engine)
    {
        var environment = engine.Environment.EnvironmentName;
        variables["DOTNET_ENVIRONMENT"] = environment;
        variables["ASPNETCORE_ENVIRONMENT"] = environment;
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        if (HostConsole.IsTerminal)
            variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";

        AddTelemetry(variables, instance, engine);
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
    }

    public static void AddTelemetry(Dictionary<string, object> variables, ResourceInstance instance, EngineContext engine)
    {
        var inherited = Environment.GetEnvironmentVariable("OTEL_RESOURCE_ATTRIBUTES") is { Length: > 0 } more ? more + "," : "";
        variables["OTEL_SERVICE_NAME"] = instance.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"{inherited}service.instance.id={instance.Id}";
        AddExporter(variables, instance.Resource, engine);
    }

    private static void AddExporter(Dictionary<string, object> variables, IResource resource, EngineContext engine)
    {
        resource.TryGetLastAnnotation<OtlpExporterAnnotation>(out var asked);
        var configuration = engine.Configuration;
        var grpc = asked?.RequiredProtocol is OtlpProtocol.HttpProtobuf or OtlpProtocol.HttpJson ? null : _grpcEndpointKeys.Select(key => configuration[key]).FirstOrDefault(url => !string.IsNullOrEmpty(url));
        var http = asked?.RequiredProtocol is OtlpProtocol.Grpc ? null : _httpEndpointKeys.Select(key => configuration[key]).FirstOrDefault(url => !string.IsNullOrEmpty(url));
        if ((grpc ?? http ?? configuration[OtlpEndpoint]) is not { Length: > 0 } endpoint)
            return;

        variables[OtlpEndpoint] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is not null ? "grpc" : http is not null ? asked?.RequiredProtocol is OtlpProtocol.HttpJson ? "http/json" : "http/protobuf" : configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "grpc";
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        else if (configuration["OTEL_EXPORTER_OTLP_HEADERS"] is { Length: > 0 } headers)
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = headers;

        if (engine.Environment.IsDevelopment())
            AddImpatience(variables);
    }

    // At a desk one wants to see a span at once, and every one of them.
    private static void AddImpatience(Dictionary<string, object> variables)
    {
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
    }
}
