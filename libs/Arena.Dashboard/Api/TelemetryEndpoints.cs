using Arena.Dashboard.Access;
using Arena.Dashboard.Json;
using Arena.Dashboard.Logs;
using Arena.Dashboard.Metrics;
using Arena.Dashboard.Telemetry;
using Arena.Dashboard.Traces;
using Google.Protobuf;

namespace Arena.Dashboard.Api;

/// <summary>
/// <c>/api/telemetry/…</c>: what is stored, as OTLP JSON. With <c>?follow=true</c> a line of it for what is there, and one
/// whenever more comes.
/// </summary>
internal static class TelemetryEndpoints
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 10_000;

    public static void MapTelemetryApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/telemetry").RequireAuthorization(AccessPolicies.Reader);
        api.MapGet("/resources", (HttpContext context, TelemetryStore store) => JsonAnswer.WriteAsync(context, ResourceList.Write(store)));
        api.MapGet("/logs", LogsAsync);
        api.MapGet("/traces", TracesAsync);
        api.MapGet("/traces/{id}", TraceAsync);
        api.MapGet("/metrics", MetricsAsync);
    }

    private static Task LogsAsync(HttpContext context, TelemetryStore store, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query, store.Resources, time);
        var (from, to) = query.Range();
        var filter = new LogFilter
        {
            Resources = query.Resources(), MinSeverity = query.Severity(), From = from, To = to, Trace = query.Trace(), Span = query.Span(),
            Text = query.Text("search"), Attributes = query.Attributes(),
        };
        var limit = query.Number("limit", DefaultLimit, MaxLimit);
        return query.Fault is not null ? JsonAnswer.RefuseAsync(context, query.Fault)
            : !query.Flag("follow") ? JsonAnswer.WriteAsync(context, OtlpGrouping.Of(store.Logs.Find(filter, limit).Reverse()))
            : Follow.RunAsync(context, store.Logs.Changes, time, after =>
            {
                var last = store.Logs.LastSequence;
                var found = after is null ? [.. store.Logs.Find(filter, limit).Reverse()] : store.Logs.FindArrived(filter with { AfterSequence = after.Value }, MaxLimit);
                return (found.Count == 0 ? null : OtlpGrouping.Of(found), Follow.Next(last, found.Count == MaxLimit && after is not null, found.Select(l => l.Entry.Sequence)));
            });
    }

    private static Task TracesAsync(HttpContext context, TelemetryStore store, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query, store.Resources, time);
        var (from, to) = query.Range();
        var filter = new TraceFilter
        {
            Resources = query.Resources(), From = from, To = to, Text = query.Text("search"), Attributes = query.Attributes(),
            MinDuration = query.Duration("minDuration"), OnlyErrors = query.Flag("errors"),
        };
        var limit = query.Number("limit", DefaultLimit, MaxLimit);
        IEnumerable<StoredSpan> Page() => store.Traces.Find(filter, limit).Page.Reverse().SelectMany(t => store.Traces.Read(t.Id));
        return query.Fault is not null ? JsonAnswer.RefuseAsync(context, query.Fault)
            : !query.Flag("follow") ? JsonAnswer.WriteAsync(context, OtlpGrouping.Of(Page()))
            : Follow.RunAsync(context, store.Traces.Changes, time, after =>
            {
                var last = store.Traces.LastSequence;
                var found = after is null ? [.. Page()] : store.Traces.ReadArrived(filter with { AfterSequence = after.Value }, MaxLimit);
                return (found.Count == 0 ? null : OtlpGrouping.Of(found), Follow.Next(last, found.Count == MaxLimit && after is not null, found.Select(s => s.Entry.Sequence)));
            });
    }

    private static Task TraceAsync(HttpContext context, TelemetryStore store, string id)
    {
        if (!TraceId.TryParse(id, out var trace))
            return JsonAnswer.RefuseAsync(context, $"the trace id is '{id}'; wanted 32 hexadecimal digits");
        var spans = store.Traces.Read(trace);
        return spans.Count > 0
            ? JsonAnswer.WriteAsync(context, OtlpGrouping.Of(spans))
            : JsonAnswer.RefuseAsync(context, $"there is no trace {trace}: it was never here, or has gone with the oldest", StatusCodes.Status404NotFound);
    }

    private static Task MetricsAsync(HttpContext context, TelemetryStore store, TimeProvider time)
    {
        var query = new QueryReader(context.Request.Query, store.Resources, time);
        var (from, to) = query.Range();
        var filter = new MetricFilter
        {
            Resources = query.Resources(), Scope = query.Text("meter"), Name = query.Text("name"), From = from, To = to, Attributes = query.Attributes(),
        };
        // Without a time only the last point of each stream: a page of numbers rather than a history.
        var onlyLast = from == long.MinValue && to == long.MaxValue;
        MetricSnapshot Read(long? after) => new(store.Metrics, filter with { AfterSequence = after ?? -1 }, onlyLast && after is null);
        return query.Fault is not null ? JsonAnswer.RefuseAsync(context, query.Fault)
            : !query.Flag("follow") ? JsonAnswer.WriteAsync(context, Read(after: null).ToOtlp())
            : Follow.RunAsync(context, store.Metrics.Changes, time, after =>
            {
                var last = store.Metrics.LastSequence;
                var snapshot = Read(after);
                return (snapshot.IsEmpty ? null : snapshot.ToOtlp(), last);
            });
    }

    private sealed class MetricSnapshot(MetricStore store, MetricFilter filter, bool onlyLast)
    {
        private readonly IReadOnlyList<StoredSeries> _series = onlyLast
            ? [.. store.Find(filter).Select(s => s with { Points = [s.Points[^1]] })]
            : store.Find(filter);

        public bool IsEmpty => _series.Count == 0;

        public IMessage ToOtlp() => OtlpGrouping.Of(_series, (stream, point) => store.Read(stream, point));
    }
}
