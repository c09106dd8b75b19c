using Arena.Dashboard.Logs;
using Arena.Dashboard.Metrics;
using Arena.Dashboard.Traces;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Arena.Tests.Dashboard.Intake;

public sealed class OtlpGrpcTests
{
    private static readonly Metadata _key = new() { { "x-otlp-api-key", TestDashboard.OtlpKey } };

    [Fact]
    public async Task All_three_signals_come_in()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var answer = await new LogsService.LogsServiceClient(dashboard.Channel).ExportAsync(Otlp.Logs("node", Otlp.Log("hello", Otlp.Noon)), _key);
        Assert.Null(answer.PartialSuccess);
        await new TraceService.TraceServiceClient(dashboard.Channel).ExportAsync(Otlp.Spans("node", Otlp.Span(1, 1)), _key);
        await new MetricsService.MetricsServiceClient(dashboard.Channel).ExportAsync(Otlp.Metrics("node", Otlp.Counter("c", Otlp.Point(1, Otlp.Noon))), _key);
        Assert.Equal("hello", dashboard.Store.Logs.Find(new LogFilter(), 1)[0].Record.Body.StringValue);
        Assert.Equal(1, dashboard.Store.Traces.Find(new TraceFilter(), 1).Total);
        Assert.Single(dashboard.Store.Metrics.Find(new MetricFilter()));
    }

    [Fact]
    public async Task Packed_with_gzip_comes_in()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var headers = new Metadata { _key[0], { "grpc-internal-encoding-request", "gzip" } };
        await new LogsService.LogsServiceClient(dashboard.Channel).ExportAsync(Otlp.Logs("node", Otlp.Log(new string('a', 50_000), Otlp.Noon)), headers);
        Assert.Equal(1, dashboard.Store.Logs.Count(new LogFilter()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_the_key_nothing_comes_in(string? key)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Metadata headers = key is null ? [] : new() { { "x-otlp-api-key", key } };
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new LogsService.LogsServiceClient(dashboard.Channel).ExportAsync(Otlp.Logs("node", Otlp.Log("hello", Otlp.Noon)), headers));
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        Assert.Equal(0, dashboard.Store.Logs.Count(new LogFilter()));
    }

    [Fact]
    public async Task Too_much_at_once_is_refused_and_what_is_not_stored_is_said()
    {
        await using var dashboard = await TestDashboard.StartAsync(s => s with { MaxRequestBytes = 10_000 });
        var client = new TraceService.TraceServiceClient(dashboard.Channel);
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ExportAsync(Otlp.Spans("node", Otlp.Span(1, 1, name: new string('n', 20_000))), _key));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        var answer = await client.ExportAsync(Otlp.Spans("node", Otlp.Span(1, 0), Otlp.Span(1, 1)), _key);
        Assert.Equal(1, answer.PartialSuccess.RejectedSpans);
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_refused()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var raw = new Method<byte[], byte[]>(
            MethodType.Unary, "opentelemetry.proto.collector.logs.v1.LogsService", "Export", Marshallers.Create(b => b, b => b), Marshallers.Create(b => b, b => b));
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await dashboard.Channel.CreateCallInvoker().AsyncUnaryCall(raw, null, new CallOptions(_key), [0xff, 0xff, 0xff]));
        Assert.Contains(failure.StatusCode, new[] { StatusCode.Internal, StatusCode.InvalidArgument });
    }
}
