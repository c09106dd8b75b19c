using Arena.Dashboard.Metrics;
using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Tests.Dashboard.Telemetry;

public sealed class MetricStoreTests
{
    [Fact]
    public void Streams_are_told_apart_by_attributes_in_any_order()
    {
        using var store = new TestStore();
        var (game, node) = (Otlp.Attribute("game", "chess"), Otlp.Attribute("node", "1"));
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("matches", Otlp.Point(1, Otlp.Noon, game, node))));
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("matches", Otlp.Point(5, Otlp.Noon + Otlp.Second, node, game), Otlp.Point(2, Otlp.Noon))));
        for (var round = 0; round < 2; round++)
        {
            var series = store.Telemetry.Metrics.Find(new MetricFilter { Name = "matches" });
            Assert.Equal([[1, 5], [2]], series.Select(s => s.Points.Select(p => p.Value)));
            var info = Assert.Single(store.Telemetry.Metrics.Instruments(null));
            Assert.Equal(new InstrumentInfo("tests", "matches", "{item}", "", MetricKind.Sum, IsMonotonic: true, Streams: 2), info);
            store.Reopen();
        }
    }

    [Fact]
    public void A_million_attribute_values_end_at_the_limit_and_it_is_said()
    {
        using var store = new TestStore();
        for (var batch = 0; batch < 5; batch++)
        {
            var points = Enumerable.Range(batch * 1_000, 1_000).Select(i => Otlp.Point(i, Otlp.Noon, Otlp.Attribute("user", $"{i}"))).ToArray();
            var refusal = store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("c", points)));
            Assert.Equal(batch < 2 ? 0 : 1_000, refusal.Count);
        }

        var resource = Assert.Single(store.Telemetry.Resources.All);
        Assert.Equal(MetricIndex.MaxStreamsPerResource, store.Telemetry.Metrics.StreamsOf(resource.Id));
        Assert.Equal(3_000, store.Telemetry.Metrics.RefusedOf(resource.Id));
    }

    [Fact]
    public void At_most_a_point_a_second_is_kept_of_what_counts_up()
    {
        using var store = new TestStore();
        for (var i = 0ul; i < 100; i++)
            store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("c", Otlp.Point(i, Otlp.Noon + (i * Otlp.Second / 10)))));
        Assert.InRange(store.Telemetry.Metrics.Find(new MetricFilter())[0].Points.Count, 10, 12);
    }

    [Fact]
    public void Every_point_is_kept_of_what_is_counted_anew_each_time()
    {
        using var store = new TestStore();
        for (var i = 0ul; i < 100; i++)
        {
            var metric = Otlp.Counter("c", Otlp.Point(1, Otlp.Noon + i));
            metric.Sum.AggregationTemporality = AggregationTemporality.Delta;
            store.Telemetry.Metrics.Append(Otlp.Metrics("node", metric));
        }

        Assert.Equal(100, store.Telemetry.Metrics.Find(new MetricFilter())[0].Points.Count);
    }

    [Fact]
    public void A_stream_keeps_its_newest_points()
    {
        using var store = new TestStore();
        for (var i = 0ul; i < MetricStream.MaxPoints + 100; i++)
            store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("c", Otlp.Point(i, Otlp.Noon + (i * Otlp.Second)))));
        var points = store.Telemetry.Metrics.Find(new MetricFilter())[0].Points;
        Assert.Equal(MetricStream.MaxPoints, points.Count);
        Assert.Equal(100, points[0].Value);
    }

    [Fact]
    public void Histograms_come_back_whole_with_exemplars()
    {
        using var store = new TestStore();
        var point = new ExponentialHistogramDataPoint
        {
            Count = 3, Sum = 7, Scale = 2, TimeUnixNano = Otlp.Noon, Attributes = { Otlp.Attribute("game", "go") },
            Positive = new ExponentialHistogramDataPoint.Types.Buckets { Offset = -1, BucketCounts = { 1, 0, 2 } },
            Exemplars = { new Exemplar { AsDouble = 4, TraceId = Otlp.TraceIdOf(9) } },
        };
        var metric = new Metric { Name = "h", ExponentialHistogram = new ExponentialHistogram { DataPoints = { point.Clone() }, AggregationTemporality = AggregationTemporality.Cumulative } };
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", metric));
        store.Reopen();
        var series = Assert.Single(store.Telemetry.Metrics.Find(new MetricFilter()));
        Assert.True(series.Points[0].HasExemplars);
        var data = OtlpGrouping.Of([series], (stream, entry) => store.Telemetry.Metrics.Read(stream, entry));
        Assert.Equal(point, data.ResourceMetrics[0].ScopeMetrics[0].Metrics[0].ExponentialHistogram.DataPoints[0]);
    }

    [Fact]
    public void An_instrument_that_changes_its_kind_begins_anew()
    {
        using var store = new TestStore();
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("m", Otlp.Point(1, Otlp.Noon))));
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", new Metric { Name = "m", Gauge = new Gauge { DataPoints = { Otlp.Point(2, Otlp.Noon) } } }));
        var series = Assert.Single(store.Telemetry.Metrics.Find(new MetricFilter()));
        Assert.Equal(MetricKind.Gauge, series.Stream.Instrument.Kind);
        Assert.Equal(1, store.Telemetry.Metrics.StreamsOf(0));
    }
}
