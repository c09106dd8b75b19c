using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>Takes OTLP traces over HTTP and keeps what the tests ask for.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TraceCollector(WebApplication app) => _app = app;

    public ConcurrentQueue<Span> Spans { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<TraceCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new TraceCollector(app);
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.Take(body.ToArray());
        });
        app.MapPost("/v1/{signal}", () => Results.Ok());
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // ExportTraceServiceRequest { resource_spans = 1 { resource = 1, scope_spans = 2 { spans = 2 } } }
    private void Take(byte[] request)
    {
        foreach (var resourceSpans in Fields(request).Where(f => f.Number == 1))
        {
            var parts = Fields(resourceSpans.Bytes).ToArray();
            var service = parts.Where(p => p.Number == 1).SelectMany(p => Fields(p.Bytes)).Select(Attribute)
                .Single(a => a.Key == "service.name").Value;
            foreach (var span in parts.Where(p => p.Number == 2).SelectMany(p => Fields(p.Bytes)).Where(f => f.Number == 2))
                Spans.Enqueue(SpanOf(service, Fields(span.Bytes).ToArray()));
        }
    }

    private static Span SpanOf(string service, (int Number, byte[] Bytes)[] fields)
    {
        string Hex(int number) => Convert.ToHexStringLower(fields.FirstOrDefault(f => f.Number == number).Bytes ?? []);
        return new Span(service, ByteString.CopyFrom(fields.Single(f => f.Number == 5).Bytes).ToStringUtf8(), Hex(1), Hex(2), Hex(4));
    }

    // KeyValue { key = 1, value = 2 { string_value = 1 } }
    private static (string Key, string Value) Attribute((int Number, byte[] Bytes) attribute)
    {
        var fields = Fields(attribute.Bytes).ToDictionary(f => f.Number, f => f.Bytes);
        var text = Fields(fields[2]).FirstOrDefault(f => f.Number == 1).Bytes ?? [];
        return (ByteString.CopyFrom(fields[1]).ToStringUtf8(), ByteString.CopyFrom(text).ToStringUtf8());
    }

    private static IEnumerable<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                yield return (WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }
    }

    internal sealed record Span(string Service, string Name, string TraceId, string SpanId, string ParentId);
}
