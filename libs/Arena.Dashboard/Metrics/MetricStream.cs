using Arena.Dashboard.Storage;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>An instrument's values under one set of attributes.</summary>
internal sealed class MetricStream(int id, MetricInstrument instrument, RepeatedField<KeyValue> attributes)
{
    /// <summary>An hour, a point a second; ten hours at the usual ten seconds.</summary>
    public const int MaxPoints = 3_600;

    // Exporters are not punctual: a second's point may come a little early.
    private static readonly long _leastDistance = (long)TimeSpan.FromMilliseconds(900).TotalNanoseconds;

    public int Id { get; } = id;

    public MetricInstrument Instrument { get; } = instrument;

    public RepeatedField<KeyValue> Attributes { get; } = attributes;

    /// <summary>For the segments.</summary>
    public Metric Definition { get; } = MetricShape.Definition(instrument.Skeleton, attributes);

    public BoundedRing<PointEntry> Points { get; } = new(MaxPoints);

    private long LastTime { get; set; } = long.MinValue;

    private long LastStart { get; set; }

    /// <summary>
    /// Whether a point tells more than those before it: at most one a second is kept of what counts up or is a momentary
    /// value, every one of what is counted anew each time.
    /// </summary>
    public bool Wants(in DataPoint point) =>
        Instrument.IsDelta || point.Start != LastStart || point.Time >= LastTime + _leastDistance || point.Time < LastTime;

    public void Add(in PointEntry point)
    {
        Points.Add(point);
        (LastTime, LastStart) = (point.Time, point.Start);
    }
}
