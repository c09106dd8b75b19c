using Arena.Dashboard.Storage;
using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Dashboard.Traces;

/// <summary>What the index knows of a span; the rest is on disk.</summary>
public readonly record struct SpanEntry(
    long Sequence, long Start, long End, SpanId Id, SpanId Parent, EntryLocation Location, int Resource, int Scope, bool IsError)
{
    public static SpanEntry Of(Span span, long sequence, int resource, int scope, EntryLocation location)
    {
        var start = UnixTime.FromOtlp(span.StartTimeUnixNano);
        return new SpanEntry(
            sequence,
            start,
            // Clocks are set back now and then: no span ends before it began.
            Math.Max(start, UnixTime.FromOtlp(span.EndTimeUnixNano)),
            SpanId.From(span.SpanId.Span), SpanId.From(span.ParentSpanId.Span), location, resource, scope,
            span.Status?.Code == Status.Types.StatusCode.Error);
    }
}
