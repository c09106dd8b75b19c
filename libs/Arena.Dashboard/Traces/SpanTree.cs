using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Traces;

/// <summary>
/// Puts spans in the order of a waterfall: children under their parents, by start. Every span has exactly one place,
/// also where its parent is missing, or is itself below it.
/// </summary>
internal static class SpanTree
{
    public const string ParentMissing = "its parent is not here";
    public const string Cycle = "its parents lead back to itself";
    public const string StartsEarlier = "it starts before its parent: the clocks differ";

    /// <param name="spans">By start.</param>
    public static IReadOnlyList<SpanNode> Order(IReadOnlyList<StoredSpan> spans)
    {
        // Should an id occur twice, children go to the first.
        var byId = spans.GroupBy(s => s.Entry.Id).ToDictionary(g => g.Key, g => g.First());
        var children = spans.Where(s => ParentOf(s, byId) is not null).ToLookup(s => s.Entry.Parent);
        var order = new List<SpanNode>(spans.Count);
        var placed = new HashSet<StoredSpan>(ReferenceEqualityComparer.Instance);
        foreach (var root in spans.Where(s => ParentOf(s, byId) is null))
            Place(root, root.Entry.Parent.IsNone ? null : ParentMissing);
        foreach (var span in spans)
            Place(span, Cycle);
        return order;

        // With a stack of its own: a chain of ten thousand spans must not end the process.
        void Place(StoredSpan root, string? mark)
        {
            var waiting = new Stack<(StoredSpan Span, int Depth, string? Mark)>();
            waiting.Push((root, 0, mark));
            while (waiting.TryPop(out var next))
            {
                if (!placed.Add(next.Span))
                    continue;
                var below = byId[next.Span.Entry.Id] == next.Span ? children[next.Span.Entry.Id].Where(c => !placed.Contains(c)).ToArray() : [];
                order.Add(new SpanNode(next.Span, next.Depth, below.Length > 0, next.Mark));
                foreach (var child in below.Reverse())
                    waiting.Push((child, next.Depth + 1, child.Entry.Start < next.Span.Entry.Start ? StartsEarlier : null));
            }
        }
    }

    private static StoredSpan? ParentOf(StoredSpan span, Dictionary<SpanId, StoredSpan> byId) =>
        !span.Entry.Parent.IsNone && byId.TryGetValue(span.Entry.Parent, out var parent) && parent != span ? parent : null;
}
