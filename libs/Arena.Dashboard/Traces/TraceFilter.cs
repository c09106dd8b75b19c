using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Traces;

/// <summary>Which traces are wanted; null and default mean any.</summary>
internal sealed record TraceFilter
{
    /// <summary>At least one span is of one of these.</summary>
    public IReadOnlySet<int>? Resources { get; init; }

    /// <summary>Unix nanoseconds: it began at or after.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Unix nanoseconds: it began at or before.</summary>
    public long To { get; init; } = long.MaxValue;

    public TimeSpan MinDuration { get; init; }

    public bool OnlyErrors { get; init; }

    /// <summary>Is found in the name or the id, whatever the case.</summary>
    public string? Text { get; init; }

    /// <summary>A single span has them all.</summary>
    public IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>Only traces of which something arrived after this.</summary>
    public long AfterSequence { get; init; } = -1;

    public bool Matches(TraceState trace) =>
        trace.LastSequence > AfterSequence && trace.Start >= From && trace.Start <= To
        && (!OnlyErrors || trace.Errors > 0)
        && (MinDuration == TimeSpan.Zero || trace.End - trace.Start >= MinDuration.ToNanoseconds())
        && (Resources is null || trace.Spans.Any(s => Resources.Contains(s.Resource)))
        && (string.IsNullOrEmpty(Text) || trace.Name.Contains(Text, StringComparison.OrdinalIgnoreCase)
            || trace.Id.ToString().StartsWith(Text, StringComparison.OrdinalIgnoreCase));
}
