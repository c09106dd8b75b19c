using Arena.Dashboard.Storage;
using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Dashboard.Traces;

/// <summary>The spans: on disk whole, in memory by trace what is needed to find them.</summary>
internal sealed class TraceStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ResourceDirectory _resources;
    private readonly ScopeDirectory _scopes;
    private readonly TraceIndex _index;
    private readonly SegmentStore _segments;
    private long _nextSequence;
    private int _trimmedTo;

    public TraceStore(string directory, StoreLimits limits, int perResource, ResourceDirectory resources, ScopeDirectory scopes, TimeProvider time)
    {
        (_resources, _scopes) = (resources, scopes);
        _index = new TraceIndex(perResource);
        var references = new SegmentReferences(resources, scopes);
        _segments = SegmentStore.Open(directory, limits, time, (in Entry entry) => Recover(entry, references));
        Trim_NeedsLock();
    }

    public ChangeSignal Changes { get; } = new();

    /// <summary>The last number given to a span.</summary>
    public long LastSequence => Interlocked.Read(ref _nextSequence) - 1;

    public long Bytes
    {
        get { lock (_gate) return _segments.Bytes; }
    }

    public long CutOff => _segments.CutOff;

    public int CountOf(int resource)
    {
        lock (_gate) return _index.CountOf(resource);
    }

    /// <summary>Stores the spans; the outcome tells how many were refused, and why.</summary>
    public Refusal Append(ExportTraceServiceRequest request)
    {
        var refusal = Refusal.None;
        var accepted = new List<(TraceId Trace, SpanEntry Span, string Name)>();
        lock (_gate)
        {
            _segments.Begin(_nextSequence);
            Trim_NeedsLock();
            foreach (var ofResource in request.ResourceSpans)
            {
                if (!_resources.TryResolve(ofResource.Resource, out var resource))
                {
                    refusal = refusal.And(ofResource.ScopeSpans.Sum(s => s.Spans.Count), Refusal.TooManyResources);
                    continue;
                }

                _segments.Define(EntryKind.Resource, resource.Id, resource.Message);
                foreach (var ofScope in ofResource.ScopeSpans)
                {
                    var scope = _scopes.Resolve(ofScope.Scope);
                    _segments.Define(EntryKind.Scope, scope, _scopes[scope]);
                    foreach (var span in ofScope.Spans)
                    {
                        if (Fault(span) is { } fault)
                            refusal = refusal.And(1, fault);
                        else
                            accepted.Add(Add_NeedsLock(span, resource.Id, scope, accepted.Count));
                    }
                }
            }

            _segments.Commit();
            foreach (var (trace, span, name) in accepted)
                _index.Add(trace, span, name);
            Interlocked.Add(ref _nextSequence, accepted.Count);
        }

        Changes.Raise();
        return refusal;
    }

    /// <summary>The latest first. The total is of those that match before conditions on attributes.</summary>
    public (IReadOnlyList<TraceSummary> Page, int Total) Find(TraceFilter filter, int limit, int skip = 0)
    {
        TraceState[] found;
        lock (_gate)
        {
            found = [.. _index.All.Where(filter.Matches)];
            Array.Sort(found, (a, b) => b.Start.CompareTo(a.Start));
            if (filter.Attributes.Count == 0)
                return ([.. found.Skip(skip).Take(limit).Select(Summarise)], found.Length);
        }

        var page = found.Where(t => Read(t.Id).Any(s => filter.Attributes.All(a => a.Matches(s.Span.Attributes)))).Skip(skip).Take(limit).ToArray();
        lock (_gate) return ([.. page.Select(Summarise)], found.Length);
    }

    /// <summary>The spans of a trace by their start; none when it is not known.</summary>
    public IReadOnlyList<StoredSpan> Read(TraceId id)
    {
        SpanEntry[] entries;
        lock (_gate)
            entries = _index.Find(id)?.Spans.ToArray() ?? [];
        Array.Sort(entries, (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Sequence.CompareTo(b.Sequence));
        return [.. ReadSpans(entries)];
    }

    /// <summary>The spans that arrived after a sequence number, in the order of their arrival.</summary>
    public IReadOnlyList<StoredSpan> ReadArrived(TraceFilter filter, int limit)
    {
        List<SpanEntry> entries;
        lock (_gate)
        {
            entries = [.. _index.All.Where(filter.Matches).SelectMany(t => t.Spans)
                .Where(s => s.Sequence > filter.AfterSequence && filter.Resources?.Contains(s.Resource) != false)];
        }

        entries.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        return [.. ReadSpans(entries).Where(s => filter.Attributes.All(a => a.Matches(s.Span.Attributes))).Take(limit)];
    }

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
        }

        Changes.Raise();
    }

    public void Dispose() => _segments.Dispose();

    private static string? FaultOfIds(Span span) =>
        TraceId.From(span.TraceId.Span).IsNone ? "a trace id is not 16 bytes with at least one that is not zero"
        : SpanId.From(span.SpanId.Span).IsNone ? "a span id is not 8 bytes with at least one that is not zero"
        : null;

    private string? Fault(Span span) => FaultOfIds(span)
        ?? (_index.MayGrow(TraceId.From(span.TraceId.Span)) ? null : $"a trace has more than {TraceState.MaxSpans} spans");

    private void Trim_NeedsLock()
    {
        if (_trimmedTo == _segments.OldestSegment)
            return;
        _trimmedTo = _segments.OldestSegment;
        _index.TrimBefore(_trimmedTo);
    }

    private (TraceId, SpanEntry, string) Add_NeedsLock(Span span, int resource, int scope, int ordinal)
    {
        span.DroppedAttributesCount += AttributeLimits.Apply(span.Attributes);
        foreach (var spanEvent in span.Events)
            spanEvent.DroppedAttributesCount += AttributeLimits.Apply(spanEvent.Attributes);
        var sequence = _nextSequence + ordinal;
        var location = _segments.Add(sequence, resource, scope, span);
        return (TraceId.From(span.TraceId.Span), SpanEntry.Of(span, sequence, resource, scope, location), SpanNames.Of(span));
    }

    private TraceSummary Summarise(TraceState trace)
    {
        var resources = trace.Spans.GroupBy(s => s.Resource).Select(g => (_resources[g.Key], g.Count())).ToArray();
        return new TraceSummary(trace.Id, trace.Name, _resources[trace.NameResource], trace.Start, trace.End, trace.Errors, trace.Spans.Count, resources);
    }

    private IEnumerable<StoredSpan> ReadSpans(IEnumerable<SpanEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (_segments.Read(entry.Location, Span.Parser) is { } span)
                yield return new StoredSpan(entry, _resources[entry.Resource], _scopes[entry.Scope], span);
        }
    }

    private void Recover(in Entry entry, SegmentReferences references)
    {
        if (references.TryDefine(entry) || !references.TryResolve(entry.Location.Segment, entry.First, entry.Second, out var resource, out var scope))
            return;
        var span = Span.Parser.ParseFrom(entry.Payload);
        _index.Add(TraceId.From(span.TraceId.Span), SpanEntry.Of(span, entry.Id, resource, scope, entry.Location), SpanNames.Of(span));
        _nextSequence = Math.Max(_nextSequence, entry.Id + 1);
    }
}
