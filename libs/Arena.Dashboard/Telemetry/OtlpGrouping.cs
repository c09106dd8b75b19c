using Arena.Dashboard.Logs;
using Arena.Dashboard.Metrics;
using Arena.Dashboard.Traces;
using Google.Protobuf;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>Puts what was found back under its resource and scope, as OTLP has it.</summary>
internal static class OtlpGrouping
{
    public static LogsData Of(IEnumerable<StoredLog> logs)
    {
        var data = new LogsData();
        foreach (var ofResource in logs.GroupBy(l => l.Resource))
        {
            var group = new ResourceLogs { Resource = ofResource.Key.Message };
            foreach (var ofScope in ofResource.GroupBy(l => l.Scope))
                group.ScopeLogs.Add(new ScopeLogs { Scope = ofScope.Key, LogRecords = { ofScope.Select(l => l.Record) } });
            data.ResourceLogs.Add(group);
        }

        return data;
    }

    public static TracesData Of(IEnumerable<StoredSpan> spans)
    {
        var data = new TracesData();
        foreach (var ofResource in spans.GroupBy(s => s.Resource))
        {
            var group = new ResourceSpans { Resource = ofResource.Key.Message };
            foreach (var ofScope in ofResource.GroupBy(s => s.Scope))
                group.ScopeSpans.Add(new ScopeSpans { Scope = ofScope.Key, Spans = { ofScope.Select(s => s.Span) } });
            data.ResourceSpans.Add(group);
        }

        return data;
    }

    public static MetricsData Of(IEnumerable<StoredSeries> series, Func<MetricStream, PointEntry, IMessage?> read)
    {
        var data = new MetricsData();
        foreach (var ofResource in series.GroupBy(s => s.Stream.Instrument.Resource))
        {
            var group = new ResourceMetrics { Resource = ofResource.Key.Message };
            foreach (var ofScope in ofResource.GroupBy(s => s.Stream.Instrument.Scope))
            {
                var metrics = ofScope.GroupBy(s => s.Stream.Instrument).Select(g => Metric(g.Key, g, read));
                group.ScopeMetrics.Add(new ScopeMetrics { Scope = ofScope.Key, Metrics = { metrics } });
            }

            data.ResourceMetrics.Add(group);
        }

        return data;
    }

    private static Metric Metric(MetricInstrument instrument, IEnumerable<StoredSeries> series, Func<MetricStream, PointEntry, IMessage?> read)
    {
        var metric = instrument.Skeleton.Clone();
        foreach (var one in series)
        {
            foreach (var entry in one.Points)
            {
                if (read(one.Stream, entry) is { } point)
                    MetricShape.AddPoint(metric, point, one.Stream.Attributes);
            }
        }

        return metric;
    }
}
