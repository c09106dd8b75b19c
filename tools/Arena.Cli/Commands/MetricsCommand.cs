using System.CommandLine;
using System.Text.Json;
using Arena.Cli.Output;

namespace Arena.Cli.Commands;

/// <summary><c>arena metrics [NAME]</c>: the last value of every stream.</summary>
internal static class MetricsCommand
{
    private static readonly string[] _kinds = ["gauge", "sum", "histogram", "exponentialHistogram", "summary"];

    public static Command Create()
    {
        var options = new TelemetryOptions();
        var name = new Argument<string?>("NAME") { Description = "An instrument's name; without it, all instruments.", Arity = ArgumentArity.ZeroOrOne };
        var meter = new Option<string?>("--meter") { Description = "Only those of one meter.", HelpName = "NAME" };
        var command = new Command("metrics", "Prints the metrics that a dashboard has kept: the last values, or with --last all points of a time.") { name, meter };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.RunAsync(
            parsed, "metrics", [("name", parsed.GetValue(name)), ("meter", parsed.GetValue(meter))], Print, cancellationToken));
        return command;
    }

    private static void Print(JsonElement data) => TextTable.Write(
        ["Time", "Resource", "Instrument", "Attributes", ">Value", "Unit"],
        from metric in OtlpText.Items(data, "resourceMetrics", "scopeMetrics", "metrics")
        from kind in _kinds
        where metric.Item.TryGetProperty(kind, out _)
        from point in OtlpText.List(metric.Item.GetProperty(kind), "dataPoints")
        let time = OtlpText.Nanoseconds(point, "timeUnixNano")
        orderby metric.Resource, OtlpText.Text(metric.Item, "name"), time
        select new object[]
        {
            OtlpText.Time(time), metric.Resource, OtlpText.OneLine(OtlpText.Text(metric.Item, "name")), OtlpText.Attributes(point), ValueOf(point), OtlpText.Text(metric.Item, "unit"),
        });

    private static string ValueOf(JsonElement point) => point switch
    {
        _ when point.TryGetProperty("asInt", out _) => OtlpText.Text(point, "asInt"),
        _ when point.TryGetProperty("asDouble", out _) => OtlpText.Text(point, "asDouble"),
        _ => $"{OtlpText.Text(point, "count")} measured, sum {OtlpText.Text(point, "sum")}",
    };
}
