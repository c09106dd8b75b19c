using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Traces;

/// <summary>A trace as lists show it.</summary>
/// <param name="Resources">How many spans each resource has in it, in the order in which they appeared.</param>
internal sealed record TraceSummary(
    TraceId Id, string Name, TelemetryResource Owner, long Start, long End, int Errors, int Spans, IReadOnlyList<(TelemetryResource Resource, int Spans)> Resources)
{
    public TimeSpan Duration => TimeSpan.FromTicks((End - Start) / 100);
}
