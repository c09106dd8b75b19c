using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Benchmarks.Dashboard;

/// <summary>Requests like those of busy services: ten of them, each log record and span with a few attributes.</summary>
internal sealed class LoadSource
{
    public const int ItemsPerRequest = 500;

    private const int Services = 10;
    private const int MetricServices = 50;
    private const int StreamsPerService = 2_000;
    private const int SpansPerTrace = 10;

    private readonly Random _random = new(7);
    private readonly ExportMetricsServiceRequest[] _metrics;
    private int _nextMetrics;
    private int _service;

    public LoadSource() => _metrics = [.. Enumerable.Range(0, MetricServices).SelectMany(MetricsOf)];

    public ExportLogsServiceRequest Logs()
    {
        var now = Now();
        var records = Enumerable.Range(0, ItemsPerRequest).Select(i => new LogRecord
        {
            TimeUnixNano = now, SeverityNumber = i % 50 == 0 ? SeverityNumber.Warn : SeverityNumber.Info, Body = Text($"Match {i} of league axelrod finished after {i % 97} ms"),
            Attributes = { Attribute("arena.match", $"{i}"), Attribute("arena.league", "axelrod"), Attribute("{OriginalFormat}", "Match {Match} of league {League} finished after {Elapsed} ms") },
        });
        return new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { Resource = Service(), ScopeLogs = { new ScopeLogs { Scope = Scope("Arena.Node"), LogRecords = { records } } } } } };
    }

    public ExportTraceServiceRequest Spans()
    {
        var now = Now();
        var spans = new List<Span>(ItemsPerRequest);
        for (var i = 0; i < ItemsPerRequest / SpansPerTrace; i++)
        {
            var trace = Bytes(16);
            var root = Bytes(8);
            for (var n = 0; n < SpansPerTrace; n++)
            {
                spans.Add(new Span
                {
                    TraceId = trace, SpanId = n == 0 ? root : Bytes(8), ParentSpanId = n == 0 ? ByteString.Empty : root, Name = n == 0 ? "work.assign" : "match.play",
                    Kind = Span.Types.SpanKind.Internal, StartTimeUnixNano = now + (ulong)n, EndTimeUnixNano = now + 1_000_000,
                    Attributes = { Attribute("arena.league", "axelrod"), Attribute("arena.match", $"{i}") },
                });
            }
        }

        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = Service(), ScopeSpans = { new ScopeSpans { Scope = Scope("Arena.Node"), Spans = { spans } } } } } };
    }

    /// <summary>Every stream's turn comes once in <c>streams / ItemsPerRequest</c> requests: at 100,000 points a second, once a second.</summary>
    public ExportMetricsServiceRequest Metrics()
    {
        var request = _metrics[_nextMetrics++ % _metrics.Length];
        var now = Now();
        foreach (var point in request.ResourceMetrics[0].ScopeMetrics[0].Metrics[0].Sum.DataPoints)
        {
            point.TimeUnixNano = now;
            point.AsInt++;
        }

        return request;
    }

    private static IEnumerable<ExportMetricsServiceRequest> MetricsOf(int service)
    {
        for (var part = 0; part < StreamsPerService / ItemsPerRequest; part++)
        {
            var points = Enumerable.Range(0, ItemsPerRequest).Select(i => new NumberDataPoint
            {
                StartTimeUnixNano = Now(), Attributes = { Attribute("arena.agent", $"agent-{(part * ItemsPerRequest) + i}") },
            });
            var metric = new Metric { Name = "arena.agent.moves", Unit = "{move}", Sum = new Sum { IsMonotonic = true, AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { points } } };
            yield return new ExportMetricsServiceRequest { ResourceMetrics = { new ResourceMetrics { Resource = Service(service), ScopeMetrics = { new ScopeMetrics { Scope = Scope("Arena.Node"), Metrics = { metric } } } } } };
        }
    }

    private static ulong Now() => (ulong)(DateTimeOffset.UtcNow.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    private static InstrumentationScope Scope(string name) => new() { Name = name };

    private static AnyValue Text(string text) => new() { StringValue = text };

    private static KeyValue Attribute(string key, string value) => new() { Key = key, Value = Text(value) };

    private static Resource Service(int number) => new() { Attributes = { Attribute("service.name", "node"), Attribute("service.instance.id", $"node-{number + 1}") } };

    private Resource Service() => Service(_service++ % Services);

    private ByteString Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }
}
