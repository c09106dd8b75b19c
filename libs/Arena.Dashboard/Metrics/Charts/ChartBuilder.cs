using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics.Charts;

/// <summary>
/// Makes charts of streams: of what counts up the rate, of momentary values the values, of histograms percentiles.
/// </summary>
internal sealed class ChartBuilder(MetricStore store, TimeSlots slots)
{
    public const int MaxLines = 8;
    public const int Slots = 90;

    /// <summary>The dimension that tells resources apart.</summary>
    public const string ByResource = "resource";

    private const int MaxExemplars = 60;
    private static readonly (string Name, double Share)[] _percentiles = [("P50", 0.5), ("P90", 0.9), ("P99", 0.99)];

    /// <param name="info">The instrument.</param>
    /// <param name="series">Its streams, with a point before the time that is shown, where there is one.</param>
    /// <param name="by">The attribute that makes lines; <see cref="ByResource"/>; null for one line.</param>
    public Chart Build(InstrumentInfo info, IReadOnlyList<StoredSeries> series, string? by)
    {
        var groups = series.GroupBy(s => Label(s.Stream, by)).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var lines = info.Kind is MetricKind.Histogram or MetricKind.ExponentialHistogram
            ? [.. groups.SelectMany(Percentiles)]
            : groups.Select(g => new ChartLine(g.Key, info switch
            {
                { Kind: MetricKind.Sum, IsMonotonic: true } or { Kind: MetricKind.Summary } => Rates(g),
                { Kind: MetricKind.Sum } => Levels(g, isMean: false),
                _ => Levels(g, isMean: by is null),
            })).ToArray();
        var isRate = info is { Kind: MetricKind.Sum, IsMonotonic: true } or { Kind: MetricKind.Summary };
        return new Chart(slots.From, slots.To, UnitText(info.Unit, isRate), [.. lines.Take(MaxLines)], Math.Max(0, lines.Length - MaxLines), Exemplars(series));
    }

    /// <summary>The attributes by which the streams differ.</summary>
    public static IReadOnlyList<string> Dimensions(IReadOnlyList<StoredSeries> series)
    {
        var keys = series.SelectMany(s => s.Stream.Attributes.Select(a => a.Key)).Distinct().Order(StringComparer.Ordinal);
        return [ByResource, .. keys];
    }

    private static string Label(MetricStream stream, string? by) => by switch
    {
        null => "all",
        ByResource => stream.Instrument.Resource.DisplayName,
        _ => stream.Attributes.Text(by) ?? "(none)",
    };

    // "{match}" is a note, not a unit; "1" is none.
    private static string UnitText(string unit, bool isRate)
    {
        var text = unit == "1" ? "" : unit.Trim('{', '}');
        return isRate ? text.Length == 0 ? "per second" : $"{text} per second" : text;
    }

    private double?[] Rates(IEnumerable<StoredSeries> series)
    {
        var (sums, touched) = (new double[slots.Count], new bool[slots.Count]);
        foreach (var one in series)
        {
            for (var i = 0; i < one.Points.Count; i++)
            {
                var point = one.Points[i];
                if (one.Stream.Instrument.IsDelta)
                    slots.Spread(sums, touched, point.Start, point.Time, point.Value);
                else if (i > 0)
                    slots.Spread(sums, touched, BeginOf(one.Points[i - 1], point), point.Time, Increase(one.Points[i - 1], point));
                else if (BeganWithin(point))
                    slots.Spread(sums, touched, point.Start, point.Time, point.Value);
            }
        }

        var seconds = slots.Seconds;
        return [.. sums.Select((sum, i) => touched[i] ? sum / seconds : (double?)null)];
    }

    // What began while it was watched has counted from zero, so its first point says what came since.
    private bool BeganWithin(in PointEntry first) => first.Start >= slots.From && first.Start <= first.Time;

    // Between the end of what was and the beginning of what is, nothing was counted.
    private static long BeginOf(in PointEntry before, in PointEntry after) =>
        after.Start != before.Start && after.Start <= after.Time ? Math.Max(before.Time, after.Start) : before.Time;

    // What has begun anew counts from zero.
    private static double Increase(in PointEntry before, in PointEntry after) =>
        after.Value < before.Value || after.Start != before.Start ? after.Value : after.Value - before.Value;

    private double?[] Levels(IEnumerable<StoredSeries> series, bool isMean)
    {
        var (sums, counts) = (new double[slots.Count], new int[slots.Count]);
        foreach (var one in series)
        {
            var levels = new double?[slots.Count];
            foreach (var point in one.Points)
            {
                if (slots.IndexOf(point.Time) is >= 0 and var at && double.IsFinite(point.Value))
                    levels[at] = point.Value;
            }

            Hold(levels, one.Points);
            for (var i = 0; i < levels.Length; i++)
            {
                if (levels[i] is { } level)
                    (sums[i], counts[i]) = (sums[i] + level, counts[i] + 1);
            }
        }

        return [.. sums.Select((sum, i) => counts[i] == 0 ? (double?)null : isMean ? sum / counts[i] : sum)];
    }

    // A value holds until the next is due: streams that report at different moments add up only so.
    private void Hold(double?[] levels, IReadOnlyList<PointEntry> points)
    {
        if (points.Count < 2)
            return;
        var interval = (points[^1].Time - points[0].Time) / (double)(points.Count - 1);
        var reach = (int)Math.Ceiling(interval * 1.5 / slots.Length);
        for (int i = 1, held = 0; i < levels.Length; i++)
        {
            held = levels[i] is null && levels[i - 1] is not null ? held + 1 : 0;
            if (held > 0 && held <= reach)
                levels[i] = levels[i - 1];
        }
    }

    private IEnumerable<ChartLine> Percentiles(IGrouping<string, StoredSeries> group)
    {
        var buckets = new Buckets?[slots.Count];
        foreach (var one in group)
            Collect(one, buckets);
        return _percentiles.Select(p => new ChartLine(group.Key == "all" ? p.Name : $"{group.Key} {p.Name}", [.. buckets.Select(b => b?.Percentile(p.Share))]));
    }

    private void Collect(StoredSeries series, Buckets?[] buckets)
    {
        var isDelta = series.Stream.Instrument.IsDelta;
        // Of what counts up, the last point of each slot says it all, but for where it began.
        IEnumerable<PointEntry> points = isDelta
            ? series.Points
            : series.Points.Take(1).Concat(series.Points.GroupBy(p => slots.IndexOf(p.Time)).Select(g => g.Last())).Distinct();
        (PointEntry Entry, Google.Protobuf.IMessage Point)? before = null;
        foreach (var entry in points)
        {
            if (store.Read(series.Stream, entry) is not { } point)
                continue;
            if (slots.IndexOf(entry.Time) is >= 0 and var at)
            {
                if (isDelta || (before is null ? BeganWithin(entry) : before.Value.Entry.Start != entry.Start))
                    (buckets[at] ??= new Buckets()).Add(Buckets.Of(point));
                else if (before is not null)
                    (buckets[at] ??= new Buckets()).Add(Buckets.Between(before.Value.Point, point));
            }

            before = (entry, point);
        }
    }

    private IReadOnlyList<ChartExemplar> Exemplars(IReadOnlyList<StoredSeries> series)
    {
        var found =
            from one in series
            from entry in one.Points.Reverse()
            where entry.HasExemplars && slots.IndexOf(entry.Time) >= 0
            select store.Read(one.Stream, entry) into point
            from exemplar in point switch
            {
                NumberDataPoint number => number.Exemplars,
                HistogramDataPoint histogram => histogram.Exemplars,
                ExponentialHistogramDataPoint exponential => exponential.Exemplars,
                _ => [],
            }
            where slots.IndexOf(UnixTime.FromOtlp(exemplar.TimeUnixNano)) >= 0 && !TraceId.From(exemplar.TraceId.Span).IsNone
            select new ChartExemplar(
                UnixTime.FromOtlp(exemplar.TimeUnixNano), exemplar.HasAsInt ? exemplar.AsInt : exemplar.AsDouble,
                TraceId.From(exemplar.TraceId.Span), SpanId.From(exemplar.SpanId.Span));
        return [.. found.Take(MaxExemplars)];
    }
}
