using Arena.Dashboard.Storage;
using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Logs;

/// <summary>What the index knows of a log record; the rest is on disk.</summary>
public readonly record struct LogEntry(
    long Sequence, long Time, TraceId Trace, SpanId Span, EntryLocation Location, int Resource, int Scope, byte Severity);
