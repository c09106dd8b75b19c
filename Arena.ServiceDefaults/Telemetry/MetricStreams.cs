using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>How measurements of an instrument are kept, the same for OTLP and for Prometheus.</summary>
internal static class MetricStreams
{
    /// <summary>
    /// The most combinations of tags that are kept of an instrument; those beyond are added up under the tag
    /// <c>otel.metric.overflow</c>. The SDK sets its room aside when the instrument appears, and its own default, 2,000, is mostly unused.
    /// </summary>
    public const int MaxSeries = 1_000;

    // The SDK's default bounds are made for milliseconds. Ours are seconds, from a quick match to one of several minutes; they are explicit
    // because Prometheus' text knows no exponential buckets.
    private static readonly double[] _seconds =
        [0.00001, 0.00002, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    public static MetricStreamConfiguration Of(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s" } && instrument.Meter.Name.StartsWith("Arena.", StringComparison.Ordinal)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = _seconds, CardinalityLimit = MaxSeries }
            : new MetricStreamConfiguration { CardinalityLimit = MaxSeries };
}
