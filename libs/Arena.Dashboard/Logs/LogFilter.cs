using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Logs;

/// <summary>Which log records are wanted; null and default mean any.</summary>
internal sealed record LogFilter
{
    public IReadOnlySet<int>? Resources { get; init; }

    /// <summary>An OTLP severity number: 9 is information, 13 warning, 17 error.</summary>
    public int MinSeverity { get; init; }

    /// <summary>Unix nanoseconds, inclusive.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Unix nanoseconds, inclusive.</summary>
    public long To { get; init; } = long.MaxValue;

    public TraceId Trace { get; init; }

    public SpanId Span { get; init; }

    /// <summary>Is found in the message, whatever the case.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>Only what arrived after this one.</summary>
    public long AfterSequence { get; init; } = -1;

    /// <summary>False when the index alone decides.</summary>
    public bool NeedsRecord => !string.IsNullOrEmpty(Text) || Attributes.Count > 0;

    public bool Matches(in LogEntry entry) =>
        entry.Severity >= MinSeverity && entry.Time >= From && entry.Time <= To && entry.Sequence > AfterSequence
        && (Trace.IsNone || entry.Trace == Trace) && (Span.IsNone || entry.Span == Span);

    public bool Matches(StoredLog log) =>
        (string.IsNullOrEmpty(Text) || log.Record.Body.Text().Contains(Text, StringComparison.OrdinalIgnoreCase)
            || log.Record.Attributes.Any(a => a.Value.Text().Contains(Text, StringComparison.OrdinalIgnoreCase)))
        && Attributes.All(a => a.Matches(log.Record.Attributes));
}
