using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps the current value of every instrument of the listed meters, for <c>/metrics</c>.
/// Bounded: at most <see cref="MaxSeriesPerInstrument"/> combinations of tags an instrument; the rest is counted in
/// <c>arena_metrics_dropped_total</c>.
/// </summary>
internal sealed class MetricsCollector : IHostedService, IDisposable
{
    public const int MaxSeriesPerInstrument = 1_000;

    private static readonly string[] _prefixes =
        ["Arena.", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private long _dropped;

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_prefixes.Any(p => instrument.Meter.Name.StartsWith(p, StringComparison.Ordinal)))
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, i => new InstrumentSeries(i)));
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    /// <summary>The Prometheus text exposition format, version 0.0.4.</summary>
    public string ToPrometheusText()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var series in _instruments.Values.OrderBy(s => s.Name, StringComparer.Ordinal))
            series.WriteTo(text);
        text.Append("# TYPE arena_metrics_dropped_total counter\narena_metrics_dropped_total ").Append(Interlocked.Read(ref _dropped)).Append('\n');
        return text.ToString();
    }

    private void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (!((InstrumentSeries)state!).TryRecord(value, tags))
            Interlocked.Increment(ref _dropped);
    }
}
