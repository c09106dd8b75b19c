using Arena.Tests.Architecture;

namespace Arena.Tests.Dashboard.Interop;

/// <summary>A test with OpenTelemetry's own JavaScript SDK; skipped, and said so, where it is missing.</summary>
public sealed class OtelJsFactAttribute : FactAttribute
{
    private static readonly string[] _packages = ["sdk-trace-node", "exporter-trace-otlp-proto", "exporter-trace-otlp-grpc", "resources"];

    public OtelJsFactAttribute()
    {
        if (!_packages.All(p => System.IO.Directory.Exists(Path.Combine(Directory, "node_modules", "@opentelemetry", p))))
            Skip = $"OpenTelemetry for Node.js is not installed: npm install --prefix artifacts/otel {string.Join(' ', _packages.Select(p => $"@opentelemetry/{p}"))}";
    }

    public static string Directory { get; } = Path.Combine(Repository.Root, "artifacts", "otel");
}
