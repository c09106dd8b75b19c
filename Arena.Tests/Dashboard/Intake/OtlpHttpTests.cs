using System.IO.Compression;
using System.Net;
using System.Text;
using Arena.Dashboard.Json;
using Arena.Dashboard.Logs;
using Arena.Dashboard.Traces;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Arena.Tests.Dashboard.Intake;

public sealed class OtlpHttpTests
{
    [Fact]
    public async Task Protobuf_and_json_gzip_and_plain_come_in()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var protobuf = Otlp.Logs("node", Otlp.Log("one", Otlp.Noon)).ToByteArray();
        var json = OtlpJsonWriter.Write(Otlp.Logs("node", Otlp.Log("two", Otlp.Noon)));
        foreach (var response in new[]
        {
            await dashboard.SendAsync("/v1/logs", protobuf),
            await dashboard.SendAsync("/v1/logs", Gzip(protobuf), encoding: "gzip"),
            await dashboard.SendAsync("/v1/logs", json, "application/json"),
            await dashboard.SendAsync("/v1/logs", Gzip(json), "application/json; charset=utf-8", encoding: "gzip"),
        })
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(["two", "two", "one", "one"], dashboard.Store.Logs.Find(new LogFilter(), 10).Select(l => l.Record.Body.StringValue));
    }

    [Fact]
    public async Task Json_as_other_languages_write_it_is_understood()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        const string Text = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"unknownField":{"a":[1]},
              "scopeSpans":[{"scope":{"name":"js"},"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174","name":"click",
                "kind":3,"startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000,
                "attributes":[{"key":"n","value":{"intValue":"42"}},{"key":"ok","value":{"boolValue":false}}],"status":{"code":"STATUS_CODE_ERROR"}}]}]}]}
            """;
        Assert.Equal(HttpStatusCode.OK, (await dashboard.SendAsync("/v1/traces", Encoding.UTF8.GetBytes(Text), "application/json")).StatusCode);
        var trace = Assert.Single(dashboard.Store.Traces.Find(new TraceFilter(), 10).Page);
        Assert.Equal(("5b8efff798038103d269b633813fc60c", "click", 1), (trace.Id.ToString(), trace.Name, trace.Errors));
        var span = dashboard.Store.Traces.Read(trace.Id)[0].Span;
        Assert.Equal(42, span.Attributes[0].Value.IntValue);
        Assert.True(span.Attributes[1].Value.HasBoolValue);
    }

    [Theory]
    [InlineData("/v1/logs", "application/x-protobuf", "\u00ff\u00ff", HttpStatusCode.BadRequest, "")]
    [InlineData("/v1/logs", "application/json", "{\"resourceLogs\":[", HttpStatusCode.BadRequest, "not JSON")]
    [InlineData("/v1/logs", "application/json", "{\"resourceLogs\":{}}", HttpStatusCode.BadRequest, "$.resourceLogs: wanted an array, found object")]
    [InlineData("/v1/traces", "application/json", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"xyz\"}]}]}]}", HttpStatusCode.BadRequest, "$.resourceSpans[0].scopeSpans[0].spans[0].traceId: wanted hexadecimal digits, found 'xyz'")]
    [InlineData("/v1/logs", "text/plain", "hello", HttpStatusCode.UnsupportedMediaType, "text/plain")]
    public async Task What_cannot_be_read_is_refused_with_the_reason(string path, string type, string body, HttpStatusCode expected, string reason)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var response = await dashboard.SendAsync(path, Encoding.Latin1.GetBytes(body), type);
        Assert.Equal(expected, response.StatusCode);
        Assert.Contains(reason.Replace("'", "'", StringComparison.Ordinal), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_packet_that_unpacks_to_much_is_refused()
    {
        await using var dashboard = await TestDashboard.StartAsync(s => s with { MaxRequestBytes = 1 << 20 });
        var response = await dashboard.SendAsync("/v1/logs", Gzip(new byte[64 << 20]), encoding: "gzip");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await dashboard.SendAsync("/v1/logs", "not gzip"u8.ToArray(), encoding: "gzip")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await dashboard.SendAsync("/v1/logs", new byte[1], encoding: "br")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_the_key_nothing_comes_in(string? key)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var response = await dashboard.SendAsync("/v1/logs", Otlp.Logs("node", Otlp.Log("hello", 1)).ToByteArray(), key: key);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, dashboard.Store.Logs.Count(new LogFilter()));
    }

    [Fact]
    public async Task Each_door_leads_to_its_own_rooms_only()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/telemetry/logs");
        request.Headers.Add("X-API-Key", TestDashboard.QueryKey);
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Otlp.SendAsync(request)).StatusCode);
        using var content = new ByteArrayContent([]);
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Client.PostAsync("/v1/logs", content)).StatusCode);
    }

    [Fact]
    public async Task Without_a_configured_key_anybody_may_send()
    {
        await using var dashboard = await TestDashboard.StartAsync(s => s with { OtlpApiKey = null });
        var response = await dashboard.SendAsync("/v1/traces", new ExportTraceServiceRequest().ToByteArray(), key: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
