using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Tests.Dashboard;

/// <summary>What senders of telemetry send.</summary>
internal static class Otlp
{
    public const ulong Second = 1_000_000_000;

    /// <summary>The moment at which the tests' clock stands at first.</summary>
    public static ulong Noon { get; } = (ulong)new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;

    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static Resource Resource(string name, string instance = "") => new()
    {
        Attributes = { Attribute("service.name", name), Attribute("service.instance.id", instance) },
    };

    public static LogRecord Log(string message, ulong time, SeverityNumber severity = SeverityNumber.Info, ulong trace = 0) => new()
    {
        Body = new AnyValue { StringValue = message }, TimeUnixNano = time, SeverityNumber = severity,
        TraceId = trace == 0 ? ByteString.Empty : TraceIdOf(trace),
    };

    public static ExportLogsServiceRequest Logs(string resource, params LogRecord[] records) => new()
    {
        ResourceLogs = { new ResourceLogs { Resource = Resource(resource), ScopeLogs = { new ScopeLogs { Scope = Scope, LogRecords = { records } } } } },
    };

    public static Span Span(ulong trace, ulong span, ulong parent = 0, string name = "work", ulong start = 0, ulong length = Second) => new()
    {
        TraceId = TraceIdOf(trace), SpanId = SpanIdOf(span), ParentSpanId = parent == 0 ? ByteString.Empty : SpanIdOf(parent), Name = name,
        StartTimeUnixNano = Noon + start, EndTimeUnixNano = Noon + start + length,
    };

    public static ExportTraceServiceRequest Spans(string resource, params Span[] spans) => new()
    {
        ResourceSpans = { new ResourceSpans { Resource = Resource(resource), ScopeSpans = { new ScopeSpans { Scope = Scope, Spans = { spans } } } } },
    };

    public static NumberDataPoint Point(double value, ulong time, params KeyValue[] attributes) => new()
    {
        AsDouble = value, TimeUnixNano = time, StartTimeUnixNano = Noon, Attributes = { attributes },
    };

    public static Metric Counter(string name, params NumberDataPoint[] points) => new()
    {
        Name = name, Unit = "{item}",
        Sum = new Sum { IsMonotonic = true, AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { points } },
    };

    public static ExportMetricsServiceRequest Metrics(string resource, params Metric[] metrics) => new()
    {
        ResourceMetrics = { new ResourceMetrics { Resource = Resource(resource), ScopeMetrics = { new ScopeMetrics { Scope = Scope, Metrics = { metrics } } } } },
    };

    public static ByteString TraceIdOf(ulong number) => ByteString.CopyFrom([.. new byte[8], .. BytesOf(number)]);

    public static ByteString SpanIdOf(ulong number) => ByteString.CopyFrom(BytesOf(number));

    private static InstrumentationScope Scope => new() { Name = "tests", Version = "1" };

    private static byte[] BytesOf(ulong number)
    {
        var bytes = BitConverter.GetBytes(number);
        Array.Reverse(bytes);
        return bytes;
    }
}
