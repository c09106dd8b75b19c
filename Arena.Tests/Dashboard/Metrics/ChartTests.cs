using Arena.Dashboard.Metrics;
using Arena.Dashboard.Metrics.Charts;
using FsCheck;
using FsCheck.Fluent;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Tests.Dashboard.Metrics;

public sealed class ChartTests
{
    private static readonly long _noon = (long)Otlp.Noon;

    [Fact]
    public void Spreading_keeps_the_whole_within_the_slots() => Prop.ForAll<PositiveInt, NonNegativeInt, PositiveInt>((count, start, length) =>
    {
        var slots = new TimeSlots(0, 1_000_000, count.Get % 100 + 1);
        var (from, to) = ((long)(start.Get * 7919 % 900_000), 0L);
        to = Math.Min(1_000_000, from + (length.Get % 100_000));
        var (sums, touched) = (new double[slots.Count], new bool[slots.Count]);
        slots.Spread(sums, touched, from, to, 42);
        Assert.Equal(42, sums.Sum(), 6);
        Assert.Contains(true, touched);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_counter_is_drawn_as_its_rate_and_a_restart_is_no_drop()
    {
        using var store = new TestStore();
        double[] values = [0, 100, 200, 50, 150];
        for (var i = 0; i < values.Length; i++)
            store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("c", Otlp.Point(values[i], Otlp.Noon + ((ulong)i * 10 * Otlp.Second)))));
        var chart = Draw(store, seconds: 40, slots: 4);
        Assert.Equal([10.0, 10, 5, 10], chart.Lines.Single().Values.Select(v => Math.Round(v!.Value, 6)));
        Assert.Equal("item per second", chart.Unit);
    }

    [Fact]
    public void A_line_for_each_value_of_an_attribute()
    {
        using var store = new TestStore();
        for (var i = 0ul; i < 3; i++)
        {
            store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("c",
                Otlp.Point(i * 10, Otlp.Noon + (i * 10 * Otlp.Second), Otlp.Attribute("game", "go")), Otlp.Point(i * 20, Otlp.Noon + (i * 10 * Otlp.Second), Otlp.Attribute("game", "chess")))));
        }

        Assert.Equal([("chess", 2.0), ("go", 1.0)], Draw(store, seconds: 20, slots: 2, by: "game").Lines.Select(l => (l.Name, Math.Round(l.Last!.Value, 6))));
    }

    [Fact]
    public void Percentiles_are_those_of_what_came_in_between()
    {
        using var store = new TestStore();
        Append(Otlp.Noon, [0, 0, 100]);
        Append(Otlp.Noon + (10 * Otlp.Second), [90, 10, 100]);
        var lines = Draw(store, seconds: 20, slots: 1, metric: "h").Lines;
        Assert.Equal(["P50", "P90", "P99"], lines.Select(l => l.Name));
        Assert.Equal(10.0 * 50 / 90, lines[0].Last!.Value, 3);
        Assert.Equal(10, lines[1].Last!.Value, 3);
        Assert.Equal(19, lines[2].Last!.Value, 3);

        void Append(ulong time, ulong[] counts) => store.Telemetry.Metrics.Append(Otlp.Metrics("node", new Metric
        {
            Name = "h",
            Histogram = new Histogram
            {
                AggregationTemporality = AggregationTemporality.Cumulative,
                DataPoints = { new HistogramDataPoint { StartTimeUnixNano = 1, TimeUnixNano = time, BucketCounts = { counts }, ExplicitBounds = { 10, 20 } } },
            },
        }));
    }

    [Fact]
    public void Exponential_buckets_give_percentiles_within_a_bucket_of_the_truth() => Prop.ForAll<NonEmptyArray<PositiveInt>>(numbers =>
    {
        const int Scale = 3;
        var values = numbers.Get.Select(n => (double)n.Get).Order().ToArray();
        var growth = Math.Pow(2, Math.Pow(2, -Scale));
        var indices = values.Select(v => (int)Math.Ceiling(Math.Log(v) / Math.Log(growth)) - 1).ToArray();
        var point = new ExponentialHistogramDataPoint { Scale = Scale, Positive = new() { Offset = indices.Min() } };
        for (var i = indices.Min(); i <= indices.Max(); i++)
            point.Positive.BucketCounts.Add((ulong)indices.Count(x => x == i));
        var median = Buckets.Of(point).Percentile(0.5)!.Value;
        var truth = values[(int)Math.Ceiling(values.Length * 0.5) - 1];
        Assert.InRange(median, truth / growth * 0.999, truth * growth * 1.001);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_coarser_scale_in_between_is_no_obstacle()
    {
        var fine = new ExponentialHistogramDataPoint { Scale = 1, Positive = new() { Offset = 0, BucketCounts = { 1, 1, 1, 1 } } };
        var coarse = new ExponentialHistogramDataPoint { Scale = 0, Positive = new() { Offset = 0, BucketCounts = { 3, 2 } } };
        Assert.Equal(1, Buckets.Between(fine, coarse).Count);
    }

    [Fact]
    public void What_was_counted_before_the_first_point_is_drawn_when_it_began_within_the_time()
    {
        using var store = new TestStore();
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Histogram(Otlp.Noon + (2 * Otlp.Second), Otlp.Noon + (5 * Otlp.Second), [0, 100, 0])));
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Histogram(Otlp.Noon + (2 * Otlp.Second), Otlp.Noon + (6 * Otlp.Second), [0, 100, 0])));
        Assert.Equal(15, Draw(store, seconds: 10, slots: 1, metric: "h").Lines[0].Last!.Value, 3);
    }

    [Fact]
    public void A_histogram_that_began_anew_counts_from_zero_even_when_it_has_more()
    {
        using var store = new TestStore();
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Histogram(1, Otlp.Noon, [100, 0, 0])));
        store.Telemetry.Metrics.Append(Otlp.Metrics("node", Histogram(Otlp.Noon + Otlp.Second, Otlp.Noon + (10 * Otlp.Second), [200, 0, 0])));
        var counts = Draw(store, seconds: 20, slots: 1, metric: "h").Lines;
        Assert.Equal(5, counts[0].Last!.Value, 3);
    }

    [Fact]
    public void A_new_least_value_does_not_count_everything_again()
    {
        var earlier = Histogram(1, 2, [100, 0, 0], least: 8).Histogram.DataPoints[0];
        var later = Histogram(1, 3, [101, 10, 0], least: 1).Histogram.DataPoints[0];
        Assert.Equal(11, Buckets.Between(earlier, later).Count);
    }

    [Fact]
    public void Nothing_is_drawn_for_the_time_between_two_runs()
    {
        using var store = new TestStore();
        Append(1, 0, 10);
        Append(1, 10, 20);
        Append(80, 90, 10);
        var values = Draw(store, seconds: 100, slots: 10).Lines.Single().Values;
        Assert.Equal([1.0, null, null, null, null, null, null, null, 1.0, null], values.Select(v => v is { } known ? Math.Round(known, 6) : (double?)null));

        void Append(ulong start, ulong time, double value)
        {
            var point = Otlp.Point(value, Otlp.Noon + (time * Otlp.Second));
            point.StartTimeUnixNano = start == 1 ? 1 : Otlp.Noon + (start * Otlp.Second);
            store.Telemetry.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("c", point)));
        }
    }

    private static Metric Histogram(ulong start, ulong time, ulong[] counts, double? least = null)
    {
        var point = new HistogramDataPoint { StartTimeUnixNano = start, TimeUnixNano = time, BucketCounts = { counts }, ExplicitBounds = { 10, 20 } };
        if (least is { } known)
            point.Min = known;
        return new Metric { Name = "h", Histogram = new Histogram { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { point } } };
    }

    private static Chart Draw(TestStore store, int seconds, int slots, string? by = null, string metric = "c")
    {
        var info = store.Telemetry.Metrics.Instruments(null).Single(i => i.Name == metric);
        var series = store.Telemetry.Metrics.Find(new MetricFilter { Name = metric });
        return new ChartBuilder(store.Telemetry.Metrics, new TimeSlots(_noon, _noon + (seconds * (long)Otlp.Second), slots)).Build(info, series, by);
    }
}
