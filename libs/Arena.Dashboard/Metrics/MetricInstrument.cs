using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>One instrument of one resource.</summary>
internal sealed class MetricInstrument(TelemetryResource resource, int scopeId, InstrumentationScope scope, Metric skeleton)
{
    public TelemetryResource Resource { get; } = resource;

    public int ScopeId { get; } = scopeId;

    public InstrumentationScope Scope { get; } = scope;

    /// <summary>The metric without points.</summary>
    public Metric Skeleton { get; } = skeleton;

    public MetricKind Kind { get; } = MetricShape.KindOf(skeleton) ?? MetricKind.Gauge;

    public bool IsDelta { get; } = MetricShape.IsDelta(skeleton);

    public bool IsMonotonic { get; } = skeleton.Sum?.IsMonotonic == true;

    public Dictionary<AttributeSet, MetricStream> Streams { get; } = [];

    /// <summary>Whether a metric that came is this one's: the same kind, counted the same way.</summary>
    public bool IsLike(Metric metric) =>
        MetricShape.KindOf(metric) == Kind && MetricShape.IsDelta(metric) == IsDelta && (metric.Sum?.IsMonotonic == true) == IsMonotonic;
}
