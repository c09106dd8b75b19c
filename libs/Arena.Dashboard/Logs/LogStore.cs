using Arena.Dashboard.Storage;
using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Arena.Dashboard.Logs;

/// <summary>The log records: on disk whole, in memory what is needed to find them.</summary>
internal sealed class LogStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ResourceDirectory _resources;
    private readonly ScopeDirectory _scopes;
    private readonly TimeProvider _time;
    private readonly LogIndex _index;
    private readonly SegmentStore _segments;
    private long _nextSequence;

    public LogStore(string directory, StoreLimits limits, int perResource, ResourceDirectory resources, ScopeDirectory scopes, TimeProvider time)
    {
        (_resources, _scopes, _time) = (resources, scopes, time);
        _index = new LogIndex(perResource);
        var references = new SegmentReferences(resources, scopes);
        _segments = SegmentStore.Open(directory, limits, time, (in Entry entry) => Recover(entry, references));
        _index.TrimBefore(_segments.OldestSegment);
    }

    public ChangeSignal Changes { get; } = new();

    /// <summary>The last number given to a record.</summary>
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

    /// <summary>Stores the records; the outcome tells how many were refused, and why.</summary>
    public Refusal Append(ExportLogsServiceRequest request)
    {
        var (refusal, accepted) = (Refusal.None, new List<LogEntry>());
        lock (_gate)
        {
            _segments.Begin(_nextSequence);
            _index.TrimBefore(_segments.OldestSegment);
            foreach (var ofResource in request.ResourceLogs)
            {
                if (!_resources.TryResolve(ofResource.Resource, out var resource))
                {
                    refusal = refusal.And(ofResource.ScopeLogs.Sum(s => s.LogRecords.Count), Refusal.TooManyResources);
                    continue;
                }

                _segments.Define(EntryKind.Resource, resource.Id, resource.Message);
                foreach (var ofScope in ofResource.ScopeLogs)
                {
                    var scope = _scopes.Resolve(ofScope.Scope);
                    _segments.Define(EntryKind.Scope, scope, _scopes[scope]);
                    foreach (var record in ofScope.LogRecords)
                        accepted.Add(Add(record, resource.Id, scope, accepted.Count));
                }
            }

            _segments.Commit();
            foreach (var entry in accepted)
                _index.Add(entry);
            Interlocked.Add(ref _nextSequence, accepted.Count);
        }

        Changes.Raise();
        return refusal;
    }

    /// <summary>The newest by their own time first.</summary>
    public IReadOnlyList<StoredLog> Find(LogFilter filter, int limit, int skip = 0)
    {
        var entries = Matching(filter);
        entries.Sort((a, b) => b.Time != a.Time ? b.Time.CompareTo(a.Time) : b.Sequence.CompareTo(a.Sequence));
        return [.. Read(entries, filter).Skip(skip).Take(limit)];
    }

    /// <summary>In the order of their arrival.</summary>
    public IReadOnlyList<StoredLog> FindArrived(LogFilter filter, int limit)
    {
        var entries = Matching(filter);
        entries.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        return [.. Read(entries, filter).Take(limit)];
    }

    /// <summary>How many match, as far as the index can tell: a filter on text or attributes is left out.</summary>
    public int Count(LogFilter filter) => Matching(filter).Count;

    public void ApplyLimits()
    {
        lock (_gate)
        {
            _segments.ApplyLimits();
            _index.TrimBefore(_segments.OldestSegment);
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

    private List<LogEntry> Matching(LogFilter filter)
    {
        lock (_gate) return _index.Matching(filter);
    }

    private IEnumerable<StoredLog> Read(IEnumerable<LogEntry> entries, LogFilter filter)
    {
        foreach (var entry in entries)
        {
            if (_segments.Read(entry.Location, LogRecord.Parser) is not { } record)
                continue;
            var log = new StoredLog(entry, _resources[entry.Resource], _scopes[entry.Scope], record);
            if (!filter.NeedsRecord || filter.Matches(log))
                yield return log;
        }
    }

    private LogEntry Add(LogRecord record, int resource, int scope, int ordinal)
    {
        record.DroppedAttributesCount += AttributeLimits.Apply(record.Attributes);
        AttributeLimits.Apply(record.Body);
        if (record.TimeUnixNano == 0 && record.ObservedTimeUnixNano == 0)
            record.ObservedTimeUnixNano = (ulong)_time.GetUtcNow().ToNanoseconds();
        var sequence = _nextSequence + ordinal;
        return Index(record, sequence, resource, scope, _segments.Add(sequence, resource, scope, record));
    }

    private static LogEntry Index(LogRecord record, long sequence, int resource, int scope, EntryLocation location) => new(
        sequence,
        UnixTime.FromOtlp(record.TimeUnixNano != 0 ? record.TimeUnixNano : record.ObservedTimeUnixNano),
        TraceId.From(record.TraceId.Span), SpanId.From(record.SpanId.Span), location, resource, scope, (byte)Math.Clamp((int)record.SeverityNumber, 0, 24));

    private void Recover(in Entry entry, SegmentReferences references)
    {
        if (references.TryDefine(entry) || !references.TryResolve(entry.Location.Segment, entry.First, entry.Second, out var resource, out var scope))
            return;
        _index.Add(Index(LogRecord.Parser.ParseFrom(entry.Payload), entry.Id, resource, scope, entry.Location));
        _nextSequence = Math.Max(_nextSequence, entry.Id + 1);
    }
}
