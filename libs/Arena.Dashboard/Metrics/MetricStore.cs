using Arena.Dashboard.Storage;
using Arena.Dashboard.Telemetry;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>The data points: on disk whole, in memory by stream what charts are made of.</summary>
internal sealed class MetricStore : IDisposable
{
    private const string TooManyStreams = "a resource has more streams (sets of attributes) than are kept";

    private readonly Lock _gate = new();
    private readonly ResourceDirectory _resources;
    private readonly ScopeDirectory _scopes;
    private readonly MetricIndex _index = new();
    private readonly SegmentStore _segments;
    private readonly Dictionary<int, long> _refused = [];
    private long _nextSequence;
    private int _trimmedTo;

    public MetricStore(string directory, StoreLimits limits, ResourceDirectory resources, ScopeDirectory scopes, TimeProvider time)
    {
        (_resources, _scopes) = (resources, scopes);
        var references = new SegmentReferences(resources, scopes);
        var streams = new Dictionary<int, MetricStream>();
        _segments = SegmentStore.Open(directory, limits, time, (in Entry entry) => Recover(entry, references, streams));
        Trim_NeedsLock();
    }

    public ChangeSignal Changes { get; } = new();

    /// <summary>The last number given to a point.</summary>
    public long LastSequence => Interlocked.Read(ref _nextSequence) - 1;

    public long Bytes
    {
        get { lock (_gate) return _segments.Bytes; }
    }

    public long CutOff => _segments.CutOff;

    public int StreamsOf(int resource)
    {
        lock (_gate) return _index.StreamsOf(resource);
    }

    /// <summary>How many points of a resource were refused because it had too many streams.</summary>
    public long RefusedOf(int resource)
    {
        lock (_gate) return _refused.GetValueOrDefault(resource);
    }

    /// <summary>Stores the points; the outcome tells how many were refused, and why.</summary>
    public Refusal Append(ExportMetricsServiceRequest request)
    {
        var (refusal, accepted) = (Refusal.None, new List<(MetricStream Stream, PointEntry Point)>());
        lock (_gate)
        {
            _segments.Begin(_nextSequence);
            Trim_NeedsLock();
            foreach (var ofResource in request.ResourceMetrics)
            {
                var metrics = ofResource.ScopeMetrics.SelectMany(s => s.Metrics);
                if (!_resources.TryResolve(ofResource.Resource, out var resource))
                {
                    refusal = refusal.And(metrics.Sum(MetricShape.CountOf), Refusal.TooManyResources);
                    continue;
                }

                _segments.Define(EntryKind.Resource, resource.Id, resource.Message);
                foreach (var ofScope in ofResource.ScopeMetrics)
                {
                    var scope = _scopes.Resolve(ofScope.Scope);
                    _segments.Define(EntryKind.Scope, scope, _scopes[scope]);
                    foreach (var metric in ofScope.Metrics)
                        refusal = Add_NeedsLock(metric, resource, scope, accepted, refusal);
                }
            }

            _segments.Commit();
            foreach (var (stream, point) in accepted)
                _index.Add(stream, point);
            Interlocked.Add(ref _nextSequence, accepted.Count);
        }

        Changes.Raise();
        return refusal;
    }

    /// <summary>The instruments of some resources, or of all, by scope and name.</summary>
    public IReadOnlyList<InstrumentInfo> Instruments(IReadOnlySet<int>? resources)
    {
        lock (_gate)
        {
            return [.. _index.Instruments.Where(i => resources?.Contains(i.Resource.Id) != false)
                .GroupBy(i => (i.Scope.Name, i.Skeleton.Name))
                .Select(g => Describe(g.Last(), g.Sum(i => i.Streams.Count)))
                .OrderBy(i => i.Scope, StringComparer.Ordinal).ThenBy(i => i.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The streams that match, each with its points.</summary>
    public IReadOnlyList<StoredSeries> Find(MetricFilter filter)
    {
        lock (_gate)
        {
            return [.. _index.Instruments.Where(filter.Matches).SelectMany(i => i.Streams.Values).Where(filter.Matches)
                .Select(s => new StoredSeries(s, [.. s.Points.ToArray().Where(p => filter.Matches(p))]))
                .Where(s => s.Points.Count > 0)];
        }
    }

    /// <summary>The point whole, without its attributes; null when it is gone by now.</summary>
    public IMessage? Read(MetricStream stream, in PointEntry point) => stream.Instrument.Kind switch
    {
        MetricKind.Histogram => _segments.Read(point.Location, HistogramDataPoint.Parser),
        MetricKind.ExponentialHistogram => _segments.Read(point.Location, ExponentialHistogramDataPoint.Parser),
        MetricKind.Summary => _segments.Read(point.Location, SummaryDataPoint.Parser),
        _ => _segments.Read(point.Location, NumberDataPoint.Parser),
    };

    public void ApplyLimits()
    {
        lock (_gate)
        {
            _segments.ApplyLimits();
            Trim_NeedsLock();
        }

        Changes.Raise();
    }

    public void Clear()
    {
        lock (_gate)
        {
            _segments.Clear();
            _index.Clear();
            _refused.Clear();
        }

        Changes.Raise();
    }

    public void Dispose() => _segments.Dispose();

    private static InstrumentInfo Describe(MetricInstrument i, int streams) =>
        new(i.Scope.Name, i.Skeleton.Name, i.Skeleton.Unit, i.Skeleton.Description, i.Kind, i.IsMonotonic, streams);

    private void Trim_NeedsLock()
    {
        if (_trimmedTo == _segments.OldestSegment)
            return;
        _trimmedTo = _segments.OldestSegment;
        _index.TrimBefore(_trimmedTo);
    }

    private Refusal Add_NeedsLock(Metric metric, TelemetryResource resource, int scope, List<(MetricStream, PointEntry)> accepted, Refusal refusal)
    {
        if (MetricShape.KindOf(metric) is null || metric.Name.Length == 0)
            return refusal.And(1, "a metric has no name or no data");
        var instrument = _index.Instrument(resource, scope, _scopes[scope], metric);
        foreach (var point in MetricShape.PointsOf(metric))
        {
            if (_index.Stream(instrument, point.Attributes) is not { } stream)
            {
                refusal = refusal.And(1, TooManyStreams);
                _refused[resource.Id] = _refused.GetValueOrDefault(resource.Id) + 1;
                continue;
            }

            if (!stream.Wants(point))
                continue;
            _segments.Define(EntryKind.Stream, stream.Id, stream.Definition, resource.Id, scope);
            point.Attributes.Clear();
            var sequence = _nextSequence + accepted.Count;
            var location = _segments.Add(sequence, stream.Id, 0, point.Message);
            accepted.Add((stream, new PointEntry(sequence, point.Start, point.Time, point.Value, location, point.Exemplars > 0)));
        }

        return refusal;
    }

    private void Recover(in Entry entry, SegmentReferences references, Dictionary<int, MetricStream> streams)
    {
        if (references.TryDefine(entry))
            return;
        if (entry.Kind == EntryKind.Stream)
        {
            if (!references.TryResolve(entry.Location.Segment, entry.First, entry.Second, out var resource, out var scope))
                return;
            var definition = Metric.Parser.ParseFrom(entry.Payload);
            var instrument = _index.Instrument(_resources[resource], scope, _scopes[scope], definition);
            if (_index.Stream(instrument, MetricShape.PointsOf(definition).Single().Attributes) is { } stream)
                streams[(int)entry.Id] = stream;
            else
                streams.Remove((int)entry.Id);
            return;
        }

        if (!streams.TryGetValue(entry.First, out var known))
            return;
        var point = Parse(known.Instrument.Kind, entry.Payload);
        _index.Add(known, new PointEntry(entry.Id, point.Start, point.Time, point.Value, entry.Location, point.Exemplars > 0));
        _nextSequence = Math.Max(_nextSequence, entry.Id + 1);
    }

    private static DataPoint Parse(MetricKind kind, ReadOnlySpan<byte> payload) => kind switch
    {
        MetricKind.Histogram => DataPoint.Of(HistogramDataPoint.Parser.ParseFrom(payload)),
        MetricKind.ExponentialHistogram => DataPoint.Of(ExponentialHistogramDataPoint.Parser.ParseFrom(payload)),
        MetricKind.Summary => DataPoint.Of(SummaryDataPoint.Parser.ParseFrom(payload)),
        _ => DataPoint.Of(NumberDataPoint.Parser.ParseFrom(payload)),
    };
}
