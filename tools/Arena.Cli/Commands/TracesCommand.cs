using System.CommandLine;
using System.Text.Json;
using Arena.Cli.Output;

namespace Arena.Cli.Commands;

/// <summary><c>arena traces [ID]</c>: the traces, or the spans of one.</summary>
internal static class TracesCommand
{
    public static Command Create()
    {
        var options = new TelemetryOptions();
        var id = new Argument<string?>("ID") { Description = "A trace's id; without it, all traces.", Arity = ArgumentArity.ZeroOrOne };
        var search = new Option<string?>("--search") { Description = "Only with this text in the name.", HelpName = "TEXT" };
        var errors = new Option<bool>("--errors") { Description = "Only with a span that failed." };
        var minDuration = new Option<string?>("--min-duration") { Description = "Only those that took at least this, such as 250ms.", HelpName = "TIME" };
        var command = new Command("traces", "Prints the traces that a dashboard has kept.") { id, search, errors, minDuration };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(id) is { } trace
            ? options.RunAsync(parsed, $"traces/{Uri.EscapeDataString(trace)}", [], PrintSpans, cancellationToken)
            : options.RunAsync(
                parsed, "traces",
                [("search", parsed.GetValue(search)), ("errors", parsed.GetValue(errors) ? "true" : null), ("minDuration", parsed.GetValue(minDuration))],
                PrintTraces, cancellationToken));
        return command;
    }

    private static IEnumerable<Row> RowsOf(JsonElement data) =>
        OtlpText.Items(data, "resourceSpans", "scopeSpans", "spans").Select(s => new Row(s.Resource, s.Item)).OrderBy(r => r.Start);

    private static void PrintTraces(JsonElement data) => TextTable.Write(
        ["Started", "Trace", "Name", ">Spans", ">Errors", ">ms"],
        RowsOf(data).GroupBy(r => r.Trace).Select(trace =>
        {
            var root = trace.FirstOrDefault(r => r.Parent.Length == 0) ?? trace.First();
            return new object[]
            {
                OtlpText.Time(trace.Min(r => r.Start)), trace.Key, $"{root.Resource}: {root.Name}", trace.Count(), trace.Count(r => r.IsError),
                OtlpText.Milliseconds(trace.Max(r => r.End) - trace.Min(r => r.Start)),
            };
        }));

    private static void PrintSpans(JsonElement data)
    {
        var rows = RowsOf(data).ToArray();
        var parents = rows.DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        var start = rows.Select(r => r.Start).DefaultIfEmpty().Min();
        TextTable.Write(
            [">After ms", ">Took ms", "Span", "Resource", "Status"],
            rows.Select(r => new object[]
            {
                OtlpText.Milliseconds(r.Start - start), OtlpText.Milliseconds(r.End - r.Start),
                new string(' ', 2 * DepthOf(r, parents)) + r.Name, r.Resource, r.IsError ? "error " + r.Message : "",
            }));
    }

    // Parents may lead back to where they began, so the walk has an end of its own.
    private static int DepthOf(Row row, Dictionary<string, Row> parents)
    {
        const int Deepest = 40;
        var depth = 0;
        while (depth < Deepest && parents.TryGetValue(row.Parent, out var parent))
            (row, depth) = (parent, depth + 1);
        return depth;
    }

    private sealed record Row(string Resource, JsonElement Span)
    {
        public string Trace => OtlpText.Text(Span, "traceId");

        public string Id => OtlpText.Text(Span, "spanId");

        public string Parent => OtlpText.Text(Span, "parentSpanId");

        public string Name => OtlpText.OneLine(OtlpText.Text(Span, "name"));

        public long Start => OtlpText.Nanoseconds(Span, "startTimeUnixNano");

        public long End => OtlpText.Nanoseconds(Span, "endTimeUnixNano");

        public bool IsError => Span.TryGetProperty("status", out var status) && OtlpText.Text(status, "code") == "2";

        public string Message => Span.TryGetProperty("status", out var status) ? OtlpText.OneLine(OtlpText.Text(status, "message")) : "";
    }
}
