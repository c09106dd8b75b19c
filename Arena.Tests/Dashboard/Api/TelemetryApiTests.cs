using System.Net;
using System.Text.Json;
using Arena.Dashboard.Json;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Tests.Dashboard.Api;

public sealed class TelemetryApiTests
{
    [Fact]
    public async Task What_was_sent_comes_back_as_otlp_json()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var (logs, spans, metrics) = (
            Otlp.Logs("node", Otlp.Log("hello <b>", Otlp.Noon, trace: 5)),
            Otlp.Spans("node", Otlp.Span(5, 1)),
            Otlp.Metrics("node", Otlp.Counter("c", Otlp.Point(1, Otlp.Noon, Otlp.Attribute("game", "go")))));
        dashboard.Store.Logs.Append(logs.Clone());
        dashboard.Store.Traces.Append(spans.Clone());
        dashboard.Store.Metrics.Append(metrics.Clone());

        Assert.Equal(logs.ResourceLogs, (await ReadAsync(dashboard, "logs", LogsData.Parser)).ResourceLogs);
        Assert.Equal(spans.ResourceSpans, (await ReadAsync(dashboard, "traces", TracesData.Parser)).ResourceSpans);
        Assert.Equal(spans.ResourceSpans, (await ReadAsync(dashboard, "traces/00000000000000000000000000000005", TracesData.Parser)).ResourceSpans);
        Assert.Equal(metrics.ResourceMetrics, (await ReadAsync(dashboard, "metrics", MetricsData.Parser)).ResourceMetrics);
        using var resources = JsonDocument.Parse(await (await dashboard.QueryAsync("/api/telemetry/resources")).Content.ReadAsStringAsync());
        var resource = resources.RootElement.GetProperty("resources")[0];
        Assert.Equal(("node", 1, 1, 1), (resource.GetProperty("displayName").GetString(), resource.GetProperty("logs").GetInt32(), resource.GetProperty("traces").GetInt32(), resource.GetProperty("metricStreams").GetInt32()));
    }

    [Theory]
    [InlineData("logs?severity=loud", "severity is 'loud'; wanted one of trace, debug, information, warning, error, critical")]
    [InlineData("logs?resource=nobody", "there is no resource 'nobody'; resources: node")]
    [InlineData("logs?limit=-1", "limit is '-1'; wanted a number from 0 to 10000")]
    [InlineData("logs?traceId=12", "traceId is '12'; wanted 32 hexadecimal digits")]
    [InlineData("traces?last=soon", "last is 'soon'; wanted a duration such as 30s, 15m, 12h or 7d")]
    [InlineData("traces?from=never", "from is 'never'; wanted a time such as 2030-01-31T12:00:00Z")]
    [InlineData("metrics?attribute=game", "attribute is 'game'; wanted name=value, name!=value or name~part")]
    [InlineData("traces/zzz", "the trace id is 'zzz'; wanted 32 hexadecimal digits")]
    public async Task What_makes_no_sense_is_refused_with_what_was_wanted(string path, string error)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("a", 1)));
        var response = await dashboard.QueryAsync("/api/telemetry/" + path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(error, answer.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_trace_that_is_not_there_is_not_found()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.QueryAsync("/api/telemetry/traces/00000000000000000000000000000005")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_the_key_nothing_is_readable(string? key)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        foreach (var path in new[] { "resources", "logs", "traces", "traces/5", "metrics", "logs?follow=true" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await dashboard.QueryAsync("/api/telemetry/" + path, key)).StatusCode);
    }

    [Fact]
    public async Task Following_begins_with_what_is_there_and_goes_on_with_what_comes()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("before", 1)));
        using var response = await dashboard.QueryAsync("/api/telemetry/logs?follow=true", completion: HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("before", await NextAsync());
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("after", 2)));
        Assert.Equal("after", await NextAsync());

        async Task<string> NextAsync()
        {
            var line = await lines.ReadLineAsync();
            return OtlpJsonReader.Read(System.Text.Encoding.UTF8.GetBytes(line!), LogsData.Parser).ResourceLogs[0].ScopeLogs[0].LogRecords.Single().Body.StringValue;
        }
    }

    [Fact]
    public async Task Following_an_empty_store_misses_not_even_the_first()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var response = await dashboard.QueryAsync("/api/telemetry/traces?follow=true", completion: HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        dashboard.Store.Traces.Append(Otlp.Spans("node", Otlp.Span(1, 1, name: "first")));
        Assert.Contains("first", await lines.ReadLineAsync(), StringComparison.Ordinal);
    }

    private static async Task<T> ReadAsync<T>(TestDashboard dashboard, string path, Google.Protobuf.MessageParser<T> parser)
        where T : Google.Protobuf.IMessage<T>
    {
        var response = await dashboard.QueryAsync("/api/telemetry/" + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return OtlpJsonReader.Read(await response.Content.ReadAsByteArrayAsync(), parser);
    }
}
