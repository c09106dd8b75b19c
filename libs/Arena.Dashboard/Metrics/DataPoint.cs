using Arena.Dashboard.Telemetry;
using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>What the four kinds of data points have in common.</summary>
internal readonly record struct DataPoint(IMessage Message, RepeatedField<KeyValue> Attributes, long Start, long Time, double Value, int Exemplars)
{
    /// <summary>OTLP's flag for "there is no value here".</summary>
    private const uint NoRecordedValue = 1;

    public static DataPoint Of(NumberDataPoint p) =>
        new(p, p.Attributes, UnixTime.FromOtlp(p.StartTimeUnixNano), UnixTime.FromOtlp(p.TimeUnixNano), ValueOf(p), p.Exemplars.Count);

    public static DataPoint Of(HistogramDataPoint p) =>
        new(p, p.Attributes, UnixTime.FromOtlp(p.StartTimeUnixNano), UnixTime.FromOtlp(p.TimeUnixNano), p.Count, p.Exemplars.Count);

    public static DataPoint Of(ExponentialHistogramDataPoint p) =>
        new(p, p.Attributes, UnixTime.FromOtlp(p.StartTimeUnixNano), UnixTime.FromOtlp(p.TimeUnixNano), p.Count, p.Exemplars.Count);

    public static DataPoint Of(SummaryDataPoint p) =>
        new(p, p.Attributes, UnixTime.FromOtlp(p.StartTimeUnixNano), UnixTime.FromOtlp(p.TimeUnixNano), p.Count, 0);

    private static double ValueOf(NumberDataPoint p) =>
        (p.Flags & NoRecordedValue) != 0 ? double.NaN : p.HasAsInt ? p.AsInt : p.AsDouble;
}
