using Arena.Dashboard.Telemetry;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>Instruments, their streams and the newest points of each, within a limit per resource.</summary>
internal sealed class MetricIndex
{
    public const int MaxStreamsPerResource = 2_000;
    public const int MaxPointsPerResource = 200_000;
    public const int MaxPoints = 2_000_000;

    private readonly Dictionary<(int Resource, int Scope, string Name), MetricInstrument> _instruments = [];
    private readonly Dictionary<int, Usage> _usage = [];
    private int _nextStream;
    private int _points;

    public IEnumerable<MetricInstrument> Instruments => _instruments.Values;

    public int StreamsOf(int resource) => _usage.TryGetValue(resource, out var usage) ? usage.Streams : 0;

    /// <summary>The instrument that the metric is of. One that has changed its kind begins anew.</summary>
    public MetricInstrument Instrument(TelemetryResource resource, int scopeId, InstrumentationScope scope, Metric metric)
    {
        var key = (resource.Id, scopeId, metric.Name);
        if (_instruments.TryGetValue(key, out var instrument) && instrument.IsLike(metric))
            return instrument;
        if (instrument is not null)
        {
            foreach (var stream in instrument.Streams.Values)
                Forget(stream);
        }

        return _instruments[key] = new MetricInstrument(resource, scopeId, scope, MetricShape.Skeleton(metric));
    }

    /// <summary>The stream of these attributes; null when it would be one too many.</summary>
    public MetricStream? Stream(MetricInstrument instrument, RepeatedField<KeyValue> attributes)
    {
        if (instrument.Streams.TryGetValue(new AttributeSet(attributes), out var stream))
            return stream;
        var usage = UsageOf(instrument);
        if (usage.Streams >= MaxStreamsPerResource)
            return null;
        usage.Streams++;
        var own = attributes.Clone();
        AttributeLimits.Apply(own);
        return instrument.Streams[new AttributeSet(own)] = new MetricStream(_nextStream++, instrument, own);
    }

    public void Add(MetricStream stream, in PointEntry point)
    {
        var usage = UsageOf(stream.Instrument);
        var before = stream.Points.Count;
        // Where there are as many as there may be, every stream pays for its own: it keeps two, since a rate needs two.
        if ((usage.Points >= MaxPointsPerResource || _points >= MaxPoints) && before > 2)
            stream.Points.RemoveFirst();
        stream.Add(point);
        Count(usage, stream.Points.Count - before);
    }

    public void TrimBefore(int segment)
    {
        foreach (var (key, instrument) in _instruments)
        {
            foreach (var (attributes, stream) in instrument.Streams)
            {
                var before = stream.Points.Count;
                while (stream.Points.Count > 0 && stream.Points[0].Location.Segment < segment)
                    stream.Points.RemoveFirst();
                Count(UsageOf(instrument), stream.Points.Count - before);
                if (stream.Points.Count > 0)
                    continue;
                instrument.Streams.Remove(attributes);
                UsageOf(instrument).Streams--;
            }

            if (instrument.Streams.Count == 0)
                _instruments.Remove(key);
        }
    }

    public void Clear()
    {
        _instruments.Clear();
        _usage.Clear();
        _points = 0;
    }

    private void Forget(MetricStream stream)
    {
        var usage = UsageOf(stream.Instrument);
        Count(usage, -stream.Points.Count);
        usage.Streams--;
    }

    private void Count(Usage usage, int more)
    {
        usage.Points += more;
        _points += more;
    }

    private Usage UsageOf(MetricInstrument instrument)
    {
        if (!_usage.TryGetValue(instrument.Resource.Id, out var usage))
            _usage[instrument.Resource.Id] = usage = new Usage();
        return usage;
    }

    private sealed class Usage
    {
        public int Streams { get; set; }

        public int Points { get; set; }
    }
}
