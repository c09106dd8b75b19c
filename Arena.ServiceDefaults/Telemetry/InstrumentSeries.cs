using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// One instrument's values by tags, named as OpenTelemetry's Prometheus compatibility specification says:
/// dots become underscores, the unit is appended, counters end in <c>_total</c>.
/// </summary>
internal sealed class InstrumentSeries
{
    private static readonly double[] _secondBounds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] _plainBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Kind _kind;
    private readonly double[] _bounds;
    private readonly string _help;

    public InstrumentSeries(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        _kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? Kind.Histogram
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("UpDownCounter", StringComparison.Ordinal) ? Kind.Sum
            : Kind.Last;
        IsMonotonic = type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal);
        _bounds = AdvisedBounds(instrument) ?? (instrument.Unit == "s" ? _secondBounds : _plainBounds);
        _help = (instrument.Description ?? "").ReplaceLineEndings(" ").Replace(@"\", @"\\", StringComparison.Ordinal);
        Name = PrometheusName(instrument, IsMonotonic);
    }

    private enum Kind
    {
        Sum,
        Last,
        Histogram,
    }

    public string Name { get; }

    private bool IsMonotonic { get; }

    /// <summary>False when there are too many combinations of tags already.</summary>
    public bool TryRecord(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MetricsCollector.MaxSeriesPerInstrument)
                return false;
            series = _series.GetOrAdd(labels, _ => new Series(_kind == Kind.Histogram ? _bounds.Length + 1 : 0));
        }

        lock (series)
        {
            series.Value = _kind == Kind.Last ? value : series.Value + value;
            if (_kind == Kind.Histogram)
            {
                var bucket = Array.BinarySearch(_bounds, value);
                series.Buckets[bucket >= 0 ? bucket : ~bucket]++;
            }
        }

        return true;
    }

    public void WriteTo(StringBuilder text)
    {
        if (_series.IsEmpty)
            return;
        if (_help.Length > 0)
            text.Append("# HELP ").Append(Name).Append(' ').Append(_help).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(_kind == Kind.Histogram ? " histogram\n" : IsMonotonic ? " counter\n" : " gauge\n");
        foreach (var (labels, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            lock (series)
            {
                if (_kind == Kind.Histogram)
                    WriteHistogram(text, labels, series);
                else
                    WriteSample(text, Name, labels, series.Value);
            }
        }
    }

    private static double[]? AdvisedBounds(Instrument instrument) => instrument switch
    {
        Histogram<double> h => h.Advice?.HistogramBucketBoundaries?.ToArray(),
        Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToArray(),
        Histogram<int> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToArray(),
        _ => null,
    };

    private static string PrometheusName(Instrument instrument, bool monotonic)
    {
        var name = new StringBuilder(instrument.Name);
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]))
                name[i] = '_';
        }

        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "1" when !monotonic => "_ratio",
            _ => "",
        };
        name.Append(unit);
        return monotonic ? name.Append("_total").ToString() : name.ToString();
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",");
            foreach (var c in key)
                text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            text.Append("=\"").Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    private static string Escape(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        long count = 0;
        var prefix = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i < series.Buckets.Length; i++)
        {
            count += series.Buckets[i];
            var bound = i < _bounds.Length ? _bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
            WriteSample(text, Name + "_bucket", $"{prefix}le=\"{bound}\"", count);
        }

        WriteSample(text, Name + "_sum", labels, series.Value);
        WriteSample(text, Name + "_count", labels, count);
    }

    private sealed class Series(int buckets)
    {
        public double Value;
        public readonly long[] Buckets = new long[buckets];
    }
}
