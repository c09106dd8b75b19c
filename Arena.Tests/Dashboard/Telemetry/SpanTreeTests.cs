using Arena.Dashboard.Traces;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Dashboard.Telemetry;

public sealed class SpanTreeTests
{
    [Fact]
    public void Children_are_below_their_parents_by_start()
    {
        var order = Order(Otlp.Span(1, 1, name: "root"), Otlp.Span(1, 3, 1, "late", start: 9), Otlp.Span(1, 2, 1, "early", start: 3), Otlp.Span(1, 4, 2, "deep", start: 5));
        Assert.Equal([("root", 0), ("early", 1), ("deep", 2), ("late", 1)], order.Select(n => (n.Span.Span.Name, n.Depth)));
    }

    [Fact]
    public void A_span_without_its_parent_is_a_root_of_its_own()
    {
        var order = Order(Otlp.Span(1, 2, parent: 77));
        Assert.Equal(SpanTree.ParentMissing, Assert.Single(order).Mark);
    }

    [Fact]
    public void A_circle_of_parents_is_broken_once_and_marked()
    {
        var order = Order(Otlp.Span(1, 1, parent: 2), Otlp.Span(1, 2, parent: 1));
        Assert.Equal([SpanTree.Cycle, null], order.Select(n => n.Mark));
    }

    [Fact]
    public void A_chain_of_ten_thousand_is_no_obstacle() =>
        Assert.Equal(9_999, Order([.. Enumerable.Range(1, 10_000).Select(i => Otlp.Span(1, (ulong)i, (ulong)i - 1))])[^1].Depth);

    [Fact]
    public void Whatever_the_parents_every_span_has_one_place() => Prop.ForAll<NonEmptyArray<byte>>(parents =>
    {
        var spans = parents.Get.Select((parent, i) => Otlp.Span(1, (ulong)(i % 40) + 1, parent % 50u)).ToArray();
        Assert.Equal(spans.Length, Order(spans).Select(n => n.Span.Entry.Sequence).Distinct().Count());
    }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<SpanNode> Order(params OpenTelemetry.Proto.Trace.V1.Span[] spans)
    {
        using var store = new TestStore();
        store.Telemetry.Traces.Append(Otlp.Spans("node", spans));
        return SpanTree.Order(store.Telemetry.Traces.Read(Arena.Dashboard.Telemetry.TraceId.From(spans[0].TraceId.Span)));
    }
}
