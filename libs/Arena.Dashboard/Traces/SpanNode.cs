namespace Arena.Dashboard.Traces;

/// <summary>A span in its place in the waterfall.</summary>
/// <param name="Depth">How many spans it is under.</param>
/// <param name="Mark">What is odd about its place; null when nothing is.</param>
internal sealed record SpanNode(StoredSpan Span, int Depth, bool HasChildren, string? Mark);
