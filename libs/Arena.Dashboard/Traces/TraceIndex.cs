using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Traces;

/// <summary>The traces by id, and for each resource the order in which its own came, to drop the oldest.</summary>
internal sealed class TraceIndex(int perResource)
{
    private readonly Dictionary<TraceId, TraceState> _traces = [];
    private readonly Dictionary<int, Owned> _owned = [];

    public IEnumerable<TraceState> All => _traces.Values;

    public TraceState? Find(TraceId id) => _traces.GetValueOrDefault(id);

    public int CountOf(int resource) => _owned.TryGetValue(resource, out var owned) ? owned.Living : 0;

    /// <summary>False when the trace has as many spans as it may.</summary>
    public bool MayGrow(TraceId id) => !_traces.TryGetValue(id, out var trace) || trace.Spans.Count < TraceState.MaxSpans;

    public void Add(TraceId id, in SpanEntry span, string name)
    {
        if (!_traces.TryGetValue(id, out var trace))
        {
            _traces[id] = trace = new TraceState(id, span.Resource);
            Own(trace);
        }

        if (trace.Spans.Count < TraceState.MaxSpans)
            trace.Add(span, name);
    }

    public void TrimBefore(int segment)
    {
        foreach (var trace in _traces.Values)
        {
            trace.TrimBefore(segment);
            if (trace.Spans.Count == 0)
                Drop(trace);
        }

        foreach (var owned in _owned.Values)
            owned.ForgetGone();
    }

    public void Clear()
    {
        _traces.Clear();
        _owned.Clear();
    }

    private void Own(TraceState trace)
    {
        if (!_owned.TryGetValue(trace.Owner, out var owned))
            _owned[trace.Owner] = owned = new Owned();
        owned.Queue.Enqueue(trace);
        owned.Living++;
        while (owned.Living > perResource)
            Drop(owned.Queue.Dequeue());
    }

    private void Drop(TraceState trace)
    {
        if (trace.IsGone)
            return;
        trace.IsGone = true;
        _traces.Remove(trace.Id);
        _owned[trace.Owner].Living--;
    }

    private sealed class Owned
    {
        public Queue<TraceState> Queue { get; } = new();

        public int Living { get; set; }

        public void ForgetGone()
        {
            while (Queue.TryPeek(out var first) && first.IsGone)
                Queue.Dequeue();
        }
    }
}
