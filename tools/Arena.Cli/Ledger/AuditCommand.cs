using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Ledger;

/// <summary><c>arena audit</c>: what was changed, by whom and why.</summary>
internal static class AuditCommand
{
    private const int MaxLimit = 1000;
    private const int DefaultLimit = 100;

    private static readonly TextColumn[] _columns =
    [
        new("#", IsRight: true),
        "Time",
        "Who",
        "What",
        "Subject",
        new("Before", Drop: 3),
        new("After", Drop: 4),
        new("Why", Wraps: true),
        new("Trace", Drop: 1),
    ];

    public static Command Create()
    {
        var subject = new Option<string?>("--subject")
        {
            Description = "Only changes of this, as 'league/ID'.",
            HelpName = "SUBJECT",
        };
        var tenant = new Option<string?>("--tenant")
        {
            Description = "Only changes of this tenant. Default: all that are for you: everybody's for those who run the system, "
                + "else your tenant's.",
            HelpName = "ID",
        };
        var before = new Option<long>("--before")
        {
            Description = "Only entries with a smaller number: to go on where a list ended.",
            HelpName = "N",
            CustomParser = given => CommonOptions.Number("--before", 1L, long.MaxValue)(given),
        };
        var limit = new Option<int>("--limit")
        {
            Description = $"At most so many, up to {MaxLimit}. Default: {DefaultLimit}.",
            HelpName = "N",
            CustomParser = given => CommonOptions.Number("--limit", 1, MaxLimit)(given),
            DefaultValueFactory = _ => DefaultLimit,
        };
        var json = CommonOptions.Json();
        var command = new Command("audit", "Lists the changes that somebody made, the newest first: what, by whom and why.")
        {
            subject, tenant, before, limit, json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new ListAuditRequest
            {
                Subject = parsed.GetValue(subject) ?? "",
                Tenant = parsed.GetValue(tenant) ?? "",
                Before = parsed.GetValue(before),
                Limit = parsed.GetValue(limit),
            };
            var records = (await client.Audit.ListAsync(request, cancellationToken: cancellationToken)).Records;
            if (parsed.GetValue(json))
                JsonOutput.Write(records);
            else
                TextTable.Write(_columns, records.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(AuditEntry entry) =>
    [
        entry.Sequence,
        entry.At.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        entry.Who,
        entry.What,
        entry.Subject,
        entry.HasBefore ? entry.Before : "-",
        entry.HasAfter ? entry.After : "-",
        entry.Why,
        entry.TraceId,
    ];
}
