using System.CommandLine;
using System.Text.Json;
using Arena.Cli.Output;

namespace Arena.Cli.Commands;

/// <summary><c>arena logs</c>: what programs logged, oldest first.</summary>
internal static class LogsCommand
{
    private static readonly string[] _levels = ["", "trace", "debug", "info", "warn", "error", "crit"];

    public static Command Create()
    {
        var options = new TelemetryOptions();
        var severity = new Option<string?>("--severity", "-s") { Description = "The least: trace, debug, information, warning, error or critical.", HelpName = "LEVEL" };
        var search = new Option<string?>("--search") { Description = "Only with this text in message or attributes.", HelpName = "TEXT" };
        var trace = new Option<string?>("--trace") { Description = "Only those of one trace.", HelpName = "ID" };
        var command = new Command("logs", "Prints the log records that a dashboard has kept.") { severity, search, trace };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.RunAsync(
            parsed, "logs", [("severity", parsed.GetValue(severity)), ("search", parsed.GetValue(search)), ("traceId", parsed.GetValue(trace))], Print, cancellationToken));
        return command;
    }

    private static void Print(JsonElement data)
    {
        var logs = OtlpText.Items(data, "resourceLogs", "scopeLogs", "logRecords").Select(l => (l.Resource, l.Item, Time: TimeOf(l.Item))).OrderBy(l => l.Time);
        foreach (var (resource, log, time) in logs)
            Console.WriteLine($"{OtlpText.Time(time)} {LevelOf(log),-5} {resource,-14} {OtlpText.Value(log, "body")}");
    }

    private static long TimeOf(JsonElement log) => OtlpText.Nanoseconds(log, "timeUnixNano") is > 0 and var time ? time : OtlpText.Nanoseconds(log, "observedTimeUnixNano");

    private static string LevelOf(JsonElement log) => _levels[Math.Clamp((int)(OtlpText.Nanoseconds(log, "severityNumber") + 3) / 4, 0, _levels.Length - 1)];
}
