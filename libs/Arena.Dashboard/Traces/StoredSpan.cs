using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Dashboard.Traces;

/// <summary>A span with all that belongs to it.</summary>
public sealed record StoredSpan(SpanEntry Entry, TelemetryResource Resource, InstrumentationScope Scope, Span Span)
{
    public TimeSpan Duration => TimeSpan.FromTicks((Entry.End - Entry.Start) / 100);
}
