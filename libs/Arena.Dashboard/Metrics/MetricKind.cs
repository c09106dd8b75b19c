namespace Arena.Dashboard.Metrics;

internal enum MetricKind
{
    Gauge,
    Sum,
    Histogram,
    ExponentialHistogram,
    Summary,
}
