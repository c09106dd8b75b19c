using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Traces;

/// <summary>One trace, growing as its spans arrive from wherever.</summary>
internal sealed class TraceState(TraceId id, int owner)
{
    /// <summary>Spans past this are refused: no page could show them.</summary>
    public const int MaxSpans = 10_000;

    private readonly List<SpanEntry> _spans = [];
    private bool _hasRoot;

    public TraceId Id { get; } = id;

    /// <summary>The resource whose limit it counts against: the first that sent a span of it.</summary>
    public int Owner { get; } = owner;

    public string Name { get; private set; } = "";

    public int NameResource { get; private set; } = owner;

    public long Start { get; private set; } = long.MaxValue;

    public long End { get; private set; }

    public int Errors { get; private set; }

    public long LastSequence { get; private set; }

    /// <summary>True when it was dropped, though a queue may still hold it.</summary>
    public bool IsGone { get; set; }

    public IReadOnlyList<SpanEntry> Spans => _spans;

    /// <summary>Adds a span; the name is the root's, or until that comes, that of the earliest.</summary>
    public void Add(in SpanEntry span, string name)
    {
        var isRoot = span.Parent.IsNone;
        if ((isRoot && !_hasRoot) || (!_hasRoot && span.Start < Start))
            (Name, NameResource) = (name, span.Resource);
        _hasRoot |= isRoot;
        Start = Math.Min(Start, span.Start);
        End = Math.Max(End, span.End);
        Errors += span.IsError ? 1 : 0;
        LastSequence = Math.Max(LastSequence, span.Sequence);
        _spans.Add(span);
    }

    /// <summary>Forgets spans whose bytes are gone.</summary>
    public void TrimBefore(int segment)
    {
        if (_spans.Count > 0 && _spans[0].Location.Segment >= segment)
            return;
        _spans.RemoveAll(s => s.Location.Segment < segment);
        Errors = _spans.Count(s => s.IsError);
    }
}
