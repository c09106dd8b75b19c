using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Metrics;

/// <summary>Which points are wanted; null means any.</summary>
internal sealed record MetricFilter
{
    public IReadOnlySet<int>? Resources { get; init; }

    public string? Scope { get; init; }

    public string? Name { get; init; }

    /// <summary>Unix nanoseconds, inclusive.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Unix nanoseconds, inclusive.</summary>
    public long To { get; init; } = long.MaxValue;

    public IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>Only what arrived after this.</summary>
    public long AfterSequence { get; init; } = -1;

    public bool Matches(MetricInstrument instrument) =>
        Resources?.Contains(instrument.Resource.Id) != false
        && (Scope is null || instrument.Scope.Name == Scope) && (Name is null || instrument.Skeleton.Name == Name);

    public bool Matches(MetricStream stream) => Attributes.All(a => a.Matches(stream.Attributes));

    public bool Matches(in PointEntry point) => point.Sequence > AfterSequence && point.Time >= From && point.Time <= To;
}
