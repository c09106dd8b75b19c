using Arena.Dashboard.Logs;
using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Logs.V1;

namespace Arena.Tests.Dashboard.Telemetry;

public sealed class LogStoreTests
{
    [Fact]
    public void Newest_comes_first_and_survives_reopening()
    {
        using var store = new TestStore();
        store.Telemetry.Logs.Append(Otlp.Logs("node", Otlp.Log("one", Otlp.Noon), Otlp.Log("two", Otlp.Noon + Otlp.Second)));
        store.Reopen();
        var logs = store.Telemetry.Logs.Find(new LogFilter(), limit: 10);
        Assert.Equal(["two", "one"], logs.Select(Message));
        Assert.Equal("node", logs[0].Resource.DisplayName);
        Assert.Equal("tests", logs[0].Scope.Name);
    }

    [Fact]
    public void A_resource_keeps_its_newest_records_and_costs_no_other_any()
    {
        using var store = new TestStore(s => s with { MaxLogs = 100 });
        store.Telemetry.Logs.Append(Otlp.Logs("quiet", Otlp.Log("still here", Otlp.Noon)));
        for (var i = 0; i < 500; i++)
            store.Telemetry.Logs.Append(Otlp.Logs("noisy", Otlp.Log($"{i}", Otlp.Noon + (ulong)i)));
        for (var round = 0; round < 2; round++)
        {
            var messages = store.Telemetry.Logs.Find(new LogFilter(), limit: 1_000).Select(Message).ToArray();
            Assert.Equal(101, messages.Length);
            Assert.Equal("499", messages[0]);
            Assert.Contains("still here", messages);
            Assert.Contains("400", messages);
            Assert.DoesNotContain("399", messages);
            store.Reopen();
        }
    }

    [Theory]
    [InlineData("warning", 2)]
    [InlineData("error", 1)]
    [InlineData("trace", 3)]
    public void Severity_is_the_least(string severity, int expected)
    {
        using var store = new TestStore();
        store.Telemetry.Logs.Append(Otlp.Logs("node",
            Otlp.Log("a", 1, SeverityNumber.Info), Otlp.Log("b", 2, SeverityNumber.Warn2), Otlp.Log("c", 3, SeverityNumber.Fatal)));
        Assert.Equal(expected, store.Telemetry.Logs.Find(new LogFilter { MinSeverity = Severities.NumberOf(severity)!.Value }, 10).Count);
    }

    [Fact]
    public void Filters_by_trace_time_text_and_attribute()
    {
        using var store = new TestStore();
        var marked = Otlp.Log("Match FINISHED", Otlp.Noon + (5 * Otlp.Second), trace: 7);
        marked.Attributes.Add(Otlp.Attribute("game", "chess"));
        store.Telemetry.Logs.Append(Otlp.Logs("node", Otlp.Log("match started", Otlp.Noon), marked));

        AssertOnly(new LogFilter { Text = "finished" });
        AssertOnly(new LogFilter { Text = "CHESS" });
        AssertOnly(new LogFilter { Trace = new TraceId(0, 7) });
        AssertOnly(new LogFilter { From = (long)(Otlp.Noon + Otlp.Second) });
        AssertOnly(new LogFilter { Attributes = [AttributeFilter.Parse("game=chess")!] });
        Assert.Empty(store.Telemetry.Logs.Find(new LogFilter { Attributes = [AttributeFilter.Parse("game!=chess")!], Text = "finished" }, 10));

        void AssertOnly(LogFilter filter) => Assert.Equal("Match FINISHED", Message(Assert.Single(store.Telemetry.Logs.Find(filter, 10))));
    }

    [Fact]
    public void Too_many_attributes_and_too_long_texts_are_cut_and_it_is_said()
    {
        using var store = new TestStore();
        var record = Otlp.Log(new string('x', 100_000), Otlp.Noon);
        for (var i = 0; i < 200; i++)
            record.Attributes.Add(Otlp.Attribute($"a{i}", "v"));
        store.Telemetry.Logs.Append(Otlp.Logs("node", record));
        var kept = store.Telemetry.Logs.Find(new LogFilter(), 1)[0].Record;
        Assert.Equal(AttributeLimits.MaxAttributes, kept.Attributes.Count);
        Assert.Equal(72u, kept.DroppedAttributesCount);
        Assert.EndsWith("67,232 more characters were not kept)", kept.Body.StringValue, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_resources_are_refused_and_counted()
    {
        using var store = new TestStore(s => s with { MaxResources = 1 });
        Assert.Equal(0, store.Telemetry.Logs.Append(Otlp.Logs("first", Otlp.Log("a", 1))).Count);
        var refusal = store.Telemetry.Logs.Append(Otlp.Logs("second", Otlp.Log("b", 1), Otlp.Log("c", 1)));
        Assert.Equal(new Refusal(2, Refusal.TooManyResources), refusal);
    }

    [Fact]
    public void Dropping_a_segment_drops_its_records_from_the_index()
    {
        using var store = new TestStore(s => s with { LogLimits = TestStore.Limits(bytes: 64 * 1024) });
        for (var i = 0; i < 5_000; i++)
            store.Telemetry.Logs.Append(Otlp.Logs("node", Otlp.Log($"message number {i}", Otlp.Noon + (ulong)i)));
        var found = store.Telemetry.Logs.Find(new LogFilter(), 10_000);
        Assert.Equal(store.Telemetry.Logs.Count(new LogFilter()), found.Count);
        Assert.InRange(found.Count, 100, 2_000);
        Assert.Equal("message number 4999", Message(found[0]));
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_the_next_record()
    {
        using var store = new TestStore();
        var waiting = store.Telemetry.Logs.Changes.WaitAsync(store.Telemetry.Logs.Changes.Version, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        store.Telemetry.Logs.Append(Otlp.Logs("node", Otlp.Log("a", 1)));
        await waiting;
    }

    private static string Message(StoredLog log) => log.Record.Body.StringValue;
}
