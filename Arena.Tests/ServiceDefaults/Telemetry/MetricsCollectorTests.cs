using System.Diagnostics.Metrics;
using Arena.ServiceDefaults.Telemetry;

namespace Arena.Tests.ServiceDefaults.Telemetry;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly Meter _meter = new($"Arena.Trial{Guid.NewGuid():n}");
    private readonly MetricsCollector _collector = new();

    public MetricsCollectorTests() => _collector.StartAsync(CancellationToken.None);

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_is_summed_by_labels_and_ends_in_total()
    {
        var counter = _meter.CreateCounter<long>("arena.trial.calls", "{call}", "Calls.");
        counter.Add(2, new KeyValuePair<string, object?>("rpc.method", "a\"b\\\n"));
        counter.Add(3, new KeyValuePair<string, object?>("rpc.method", "a\"b\\\n"));
        counter.Add(1);
        Assert.Equal(
            ["# HELP arena_trial_calls_total Calls.", "# TYPE arena_trial_calls_total counter", "arena_trial_calls_total 1", """arena_trial_calls_total{rpc_method="a\"b\\\n"} 5"""],
            Lines("arena_trial_calls"));
    }

    [Fact]
    public void Histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        var histogram = _meter.CreateHistogram("arena.trial.duration", "s", "How long.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 })
            histogram.Record(value);
        Assert.Equal(
            [
                "# HELP arena_trial_duration_seconds How long.", "# TYPE arena_trial_duration_seconds histogram",
                "arena_trial_duration_seconds_bucket{le=\"0.1\"} 2", "arena_trial_duration_seconds_bucket{le=\"1\"} 3",
                "arena_trial_duration_seconds_bucket{le=\"+Inf\"} 4", "arena_trial_duration_seconds_sum 7.65", "arena_trial_duration_seconds_count 4",
            ],
            Lines("arena_trial_duration"));
    }

    [Fact]
    public void Observable_gauge_is_read_when_it_is_asked_for()
    {
        var value = 1.0;
        _meter.CreateObservableGauge("arena.trial.share", () => value, "1");
        Assert.Contains("arena_trial_share_ratio 1", Lines("arena_trial_share"));
        value = 0.25;
        Assert.Contains("arena_trial_share_ratio 0.25", Lines("arena_trial_share"));
    }

    [Fact]
    public void Label_combinations_beyond_the_limit_are_dropped_and_counted()
    {
        var counter = _meter.CreateCounter<int>("arena.trial.wide");
        for (var i = 0; i < MetricsCollector.MaxSeriesPerInstrument + 7; i++)
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        Assert.Equal(MetricsCollector.MaxSeriesPerInstrument, Lines("arena_trial_wide_total{").Length);
        Assert.Contains("arena_metrics_dropped_total 7", Lines("arena_metrics_dropped_total"));
    }

    private string[] Lines(string name) =>
        [.. _collector.ToPrometheusText().Split('\n').Where(l => l.Contains(name, StringComparison.Ordinal))];
}
