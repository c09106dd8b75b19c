using Arena.Dashboard.Telemetry;
using Arena.Dashboard.Traces;
using Google.Protobuf;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Tests.Dashboard.Telemetry;

public sealed class TraceStoreTests
{
    [Fact]
    public void A_trace_is_put_together_from_many_resources_in_any_order()
    {
        using var store = new TestStore();
        store.Telemetry.Traces.Append(Otlp.Spans("node", Otlp.Span(1, 3, parent: 2, "match.play", start: Otlp.Second)));
        store.Telemetry.Traces.Append(Otlp.Spans("controlplane", Otlp.Span(1, 2, parent: 1, "assign"), Otlp.Span(1, 1, name: "arena play", length: 4 * Otlp.Second)));
        for (var round = 0; round < 2; round++)
        {
            var trace = Assert.Single(store.Telemetry.Traces.Find(new TraceFilter(), 10).Page);
            Assert.Equal("arena play", trace.Name);
            Assert.Equal("controlplane", trace.Owner.DisplayName);
            Assert.Equal(3, trace.Spans);
            Assert.Equal(TimeSpan.FromSeconds(4), trace.Duration);
            Assert.Equal(["node", "controlplane"], trace.Resources.Select(r => r.Resource.DisplayName));
            Assert.Equal(3, store.Telemetry.Traces.Read(trace.Id).Count);
            store.Reopen();
        }
    }

    [Fact]
    public void A_resource_keeps_its_newest_traces()
    {
        using var store = new TestStore(s => s with { MaxTraces = 10 });
        for (var i = 1ul; i <= 50; i++)
            store.Telemetry.Traces.Append(Otlp.Spans("node", Otlp.Span(i, 1, start: i)));
        store.Telemetry.Traces.Append(Otlp.Spans("other", Otlp.Span(1000, 1)));
        for (var round = 0; round < 2; round++)
        {
            var (page, total) = store.Telemetry.Traces.Find(new TraceFilter(), 100);
            Assert.Equal(11, total);
            Assert.Equal(50ul, page[0].Id.Low);
            Assert.Empty(store.Telemetry.Traces.Read(new TraceId(0, 40)));
            store.Reopen();
        }
    }

    [Fact]
    public void Spans_without_proper_ids_are_refused_and_the_others_kept()
    {
        using var store = new TestStore();
        var shortTrace = Otlp.Span(1, 1);
        shortTrace.TraceId = ByteString.CopyFrom(1, 2, 3);
        var zeroSpan = Otlp.Span(1, 0);
        var refusal = store.Telemetry.Traces.Append(Otlp.Spans("node", shortTrace, zeroSpan, Otlp.Span(1, 5)));
        Assert.Equal(2, refusal.Count);
        Assert.Contains("16 bytes", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(1, store.Telemetry.Traces.Find(new TraceFilter(), 10).Total);
    }

    [Fact]
    public void A_trace_does_not_grow_without_end()
    {
        using var store = new TestStore();
        var spans = Enumerable.Range(1, TraceState.MaxSpans).Select(i => Otlp.Span(1, (ulong)i)).ToArray();
        Assert.Equal(0, store.Telemetry.Traces.Append(Otlp.Spans("node", spans)).Count);
        Assert.Equal(1, store.Telemetry.Traces.Append(Otlp.Spans("node", Otlp.Span(1, 99_999))).Count);
    }

    [Fact]
    public void An_end_before_the_start_counts_as_no_time_at_all()
    {
        using var store = new TestStore();
        var span = Otlp.Span(1, 1, start: 10 * Otlp.Second);
        span.EndTimeUnixNano = Otlp.Noon;
        store.Telemetry.Traces.Append(Otlp.Spans("node", span));
        Assert.Equal(TimeSpan.Zero, store.Telemetry.Traces.Find(new TraceFilter(), 1).Page[0].Duration);
    }

    [Fact]
    public void Filters_by_error_duration_resource_name_and_attribute()
    {
        using var store = new TestStore();
        var wrong = Otlp.Span(2, 1, name: "POST /leagues", length: 3 * Otlp.Second);
        wrong.Status = new Status { Code = Status.Types.StatusCode.Error };
        wrong.Attributes.Add(Otlp.Attribute("http.route", "/leagues"));
        store.Telemetry.Traces.Append(Otlp.Spans("node", Otlp.Span(1, 1, name: "GET /")));
        store.Telemetry.Traces.Append(Otlp.Spans("controlplane", wrong));
        var id = store.Telemetry.Resources.All.Single(r => r.Name == "controlplane").Id;

        AssertOnly(new TraceFilter { OnlyErrors = true });
        AssertOnly(new TraceFilter { MinDuration = TimeSpan.FromSeconds(2) });
        AssertOnly(new TraceFilter { Resources = new HashSet<int> { id } });
        AssertOnly(new TraceFilter { Text = "leagues" });
        AssertOnly(new TraceFilter { Attributes = [AttributeFilter.Parse("http.route~leag")!] });

        void AssertOnly(TraceFilter filter) => Assert.Equal(2ul, Assert.Single(store.Telemetry.Traces.Find(filter, 10).Page).Id.Low);
    }
}
