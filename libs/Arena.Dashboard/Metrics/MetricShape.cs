using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>Takes metrics apart into their points, and puts them together again.</summary>
internal static class MetricShape
{
    public static MetricKind? KindOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => MetricKind.Gauge,
        Metric.DataOneofCase.Sum => MetricKind.Sum,
        Metric.DataOneofCase.Histogram => MetricKind.Histogram,
        Metric.DataOneofCase.ExponentialHistogram => MetricKind.ExponentialHistogram,
        Metric.DataOneofCase.Summary => MetricKind.Summary,
        _ => null,
    };

    public static bool IsDelta(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Sum => metric.Sum.AggregationTemporality,
        Metric.DataOneofCase.Histogram => metric.Histogram.AggregationTemporality,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.AggregationTemporality,
        _ => AggregationTemporality.Cumulative,
    } == AggregationTemporality.Delta;

    public static IEnumerable<DataPoint> PointsOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(DataPoint.Of),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(DataPoint.Of),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(DataPoint.Of),
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Select(DataPoint.Of),
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Select(DataPoint.Of),
        _ => [],
    };

    public static int CountOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count,
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
        _ => 0,
    };

    private static MessageParser ParserOf(MetricKind kind) => kind switch
    {
        MetricKind.Histogram => HistogramDataPoint.Parser,
        MetricKind.ExponentialHistogram => ExponentialHistogramDataPoint.Parser,
        MetricKind.Summary => SummaryDataPoint.Parser,
        _ => NumberDataPoint.Parser,
    };

    /// <summary>The metric without its points.</summary>
    public static Metric Skeleton(Metric metric)
    {
        var skeleton = new Metric { Name = metric.Name, Description = metric.Description, Unit = metric.Unit };
        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                skeleton.Gauge = new Gauge();
                break;
            case Metric.DataOneofCase.Sum:
                skeleton.Sum = new Sum { AggregationTemporality = metric.Sum.AggregationTemporality, IsMonotonic = metric.Sum.IsMonotonic };
                break;
            case Metric.DataOneofCase.Histogram:
                skeleton.Histogram = new Histogram { AggregationTemporality = metric.Histogram.AggregationTemporality };
                break;
            case Metric.DataOneofCase.ExponentialHistogram:
                skeleton.ExponentialHistogram = new ExponentialHistogram { AggregationTemporality = metric.ExponentialHistogram.AggregationTemporality };
                break;
            case Metric.DataOneofCase.Summary:
                skeleton.Summary = new Summary();
                break;
        }

        return skeleton;
    }

    /// <summary>Adds a point under the given attributes.</summary>
    public static void AddPoint(Metric metric, IMessage point, RepeatedField<KeyValue> attributes)
    {
        switch (point)
        {
            case NumberDataPoint number:
                number.Attributes.Add(attributes);
                (metric.Gauge?.DataPoints ?? metric.Sum.DataPoints).Add(number);
                break;
            case HistogramDataPoint histogram:
                histogram.Attributes.Add(attributes);
                metric.Histogram.DataPoints.Add(histogram);
                break;
            case ExponentialHistogramDataPoint exponential:
                exponential.Attributes.Add(attributes);
                metric.ExponentialHistogram.DataPoints.Add(exponential);
                break;
            case SummaryDataPoint summary:
                summary.Attributes.Add(attributes);
                metric.Summary.DataPoints.Add(summary);
                break;
        }
    }

    /// <summary>What a segment keeps of a stream: the skeleton with one point that has the attributes only.</summary>
    public static Metric Definition(Metric skeleton, RepeatedField<KeyValue> attributes)
    {
        var definition = skeleton.Clone();
        AddPoint(definition, ParserOf(KindOf(skeleton)!.Value).ParseFrom(ByteString.Empty), attributes);
        return definition;
    }
}
