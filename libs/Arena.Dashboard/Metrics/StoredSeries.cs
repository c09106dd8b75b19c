namespace Arena.Dashboard.Metrics;

/// <summary>The points of a stream within some time, oldest first, as they were when it was asked for.</summary>
internal sealed record StoredSeries(MetricStream Stream, IReadOnlyList<PointEntry> Points);
