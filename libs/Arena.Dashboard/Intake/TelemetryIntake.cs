using Arena.Dashboard.Metrics;
using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Arena.Dashboard.Intake;

/// <summary>The one way in, whatever the wire: stores, counts, and answers as OTLP has it.</summary>
internal sealed class TelemetryIntake(TelemetryStore store, IntakeInstruments instruments)
{
    public ExportLogsServiceResponse Accept(ExportLogsServiceRequest request)
    {
        var items = request.ResourceLogs.Sum(r => r.ScopeLogs.Sum(s => s.LogRecords.Count));
        var refusal = store.Logs.Append(request);
        instruments.Accept("logs", items, refusal.Count);
        return new ExportLogsServiceResponse
        {
            PartialSuccess = refusal.Count == 0 ? null : new ExportLogsPartialSuccess { RejectedLogRecords = refusal.Count, ErrorMessage = refusal.Reason },
        };
    }

    public ExportTraceServiceResponse Accept(ExportTraceServiceRequest request)
    {
        var items = request.ResourceSpans.Sum(r => r.ScopeSpans.Sum(s => s.Spans.Count));
        var refusal = store.Traces.Append(request);
        instruments.Accept("traces", items, refusal.Count);
        return new ExportTraceServiceResponse
        {
            PartialSuccess = refusal.Count == 0 ? null : new ExportTracePartialSuccess { RejectedSpans = refusal.Count, ErrorMessage = refusal.Reason },
        };
    }

    public ExportMetricsServiceResponse Accept(ExportMetricsServiceRequest request)
    {
        var items = request.ResourceMetrics.Sum(r => r.ScopeMetrics.Sum(s => s.Metrics.Sum(MetricShape.CountOf)));
        var refusal = store.Metrics.Append(request);
        instruments.Accept("metrics", items, refusal.Count);
        return new ExportMetricsServiceResponse
        {
            PartialSuccess = refusal.Count == 0 ? null : new ExportMetricsPartialSuccess { RejectedDataPoints = refusal.Count, ErrorMessage = refusal.Reason },
        };
    }
}
