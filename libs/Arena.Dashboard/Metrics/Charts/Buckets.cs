using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics.Charts;

/// <summary>A histogram's counts over ranges of values, whatever kind it was.</summary>
internal sealed class Buckets
{
    private readonly SortedDictionary<(double Upper, double Lower), double> _counts = [];

    public double Count => _counts.Values.Sum();

    /// <summary>The counts of a point.</summary>
    public static Buckets Of(IMessage point)
    {
        var buckets = new Buckets();
        switch (point)
        {
            case HistogramDataPoint histogram:
                buckets.Fill(histogram);
                break;
            case ExponentialHistogramDataPoint exponential:
                buckets.Fill(exponential, exponential.Scale);
                break;
        }

        return buckets;
    }

    /// <summary>What came between two points of one stream: the later, when it has begun anew.</summary>
    public static Buckets Between(IMessage earlier, IMessage later)
    {
        if (earlier is ExponentialHistogramDataPoint a && later is ExponentialHistogramDataPoint b && a.Scale != b.Scale)
        {
            // The finer is made coarser: two buckets become one with each step of the scale.
            var scale = Math.Min(a.Scale, b.Scale);
            var (first, second) = (new Buckets(), new Buckets());
            first.Fill(a, scale);
            second.Fill(b, scale);
            return second.Less(first);
        }

        return Of(later).Less(Of(earlier));
    }

    public void Add(Buckets other)
    {
        foreach (var (range, count) in other._counts)
            Add(range.Lower, range.Upper, count);
    }

    /// <summary>The value that a share of all measurements does not exceed, interpolated within its bucket; null without any.</summary>
    public double? Percentile(double share)
    {
        var (wanted, passed) = (Count * share, 0.0);
        foreach (var ((upper, lower), count) in _counts)
        {
            if (passed + count >= wanted && count > 0)
            {
                // The outermost buckets have one end only.
                if (double.IsPositiveInfinity(upper))
                    return lower;
                return double.IsNegativeInfinity(lower) ? upper : lower + ((upper - lower) * (wanted - passed) / count);
            }

            passed += count;
        }

        return null;
    }

    private Buckets Less(Buckets earlier)
    {
        var rest = new Buckets();
        foreach (var (range, count) in _counts)
        {
            var left = count - earlier._counts.GetValueOrDefault(range);
            if (left < 0)
                return this;
            if (left > 0)
                rest.Add(range.Lower, range.Upper, left);
        }

        return rest;
    }

    private void Add(double lower, double upper, double count) => _counts[(upper, lower)] = _counts.GetValueOrDefault((upper, lower)) + count;

    private void Fill(HistogramDataPoint point)
    {
        var bounds = point.ExplicitBounds;
        for (var i = 0; i < point.BucketCounts.Count; i++)
        {
            // Not the least value: that changes from one point to the next, and the same bucket has to stay the same one.
            var lower = i == 0 ? Math.Min(0, bounds.FirstOrDefault()) : bounds.ElementAtOrDefault(i - 1);
            Add(lower, i < bounds.Count ? bounds[i] : double.PositiveInfinity, point.BucketCounts[i]);
        }
    }

    private void Fill(ExponentialHistogramDataPoint point, int scale)
    {
        var steps = point.Scale - scale;
        var power = Math.Pow(2, -scale);
        Add(-point.ZeroThreshold, point.ZeroThreshold, point.ZeroCount);
        for (var i = 0; i < (point.Positive?.BucketCounts.Count ?? 0); i++)
        {
            var index = (point.Positive!.Offset + i) >> steps;
            Add(Math.Pow(2, index * power), Math.Pow(2, (index + 1) * power), point.Positive.BucketCounts[i]);
        }

        for (var i = 0; i < (point.Negative?.BucketCounts.Count ?? 0); i++)
        {
            var index = (point.Negative!.Offset + i) >> steps;
            Add(-Math.Pow(2, (index + 1) * power), -Math.Pow(2, index * power), point.Negative.BucketCounts[i]);
        }
    }
}
