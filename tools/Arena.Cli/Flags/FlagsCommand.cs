using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;

namespace Arena.Cli.Flags;

/// <summary><c>arena flags list|set|history|report</c>: what is switched on, and for whom.</summary>
internal static class FlagsCommand
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 100;

    private static readonly TextColumn[] _columns =
    [
        "Flag", "State", new("For", Wraps: true), new("Read by", Drop: 2), new("Version", IsRight: true, Drop: 3),
        new("Asked", IsRight: true, Drop: 4), new("What it switches", Drop: 1, Wraps: true),
    ];

    private static readonly TextColumn[] _versions =
        [new("Version", IsRight: true), "Since", "Who", "State", new("For", Wraps: true), new("Why", Wraps: true)];

    public static Command Create() => new("flags", "Lists and sets what is switched on, and for whom; compares a flag's variants.")
    {
        CreateList(), FlagSetCommand.Create(), CreateHistory(), FlagReportCommand.Create(),
    };

    public static Argument<string> Name() => new("FLAG") { Description = "The flag's name, as 'arena flags list' shows it." };

    private static Command CreateList()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the flags: the system's, and your own. Asked is how often, at the replica that answers.")
        {
            json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var listed = await client.Flags.ListAsync(new ListFlagsRequest(), cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(listed.Flags);
            else
                TextTable.Write(_columns, listed.Flags.Select(flag => Row(flag, listed.Evaluated)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateHistory()
    {
        var name = Name();
        var limit = new Option<int>("--limit")
        {
            Description = $"At most so many versions, up to {MaxLimit}. Default: {DefaultLimit}.",
            HelpName = "N",
            CustomParser = given => CommonOptions.Number("--limit", 1, MaxLimit)(given),
            DefaultValueFactory = _ => DefaultLimit,
        };
        var json = CommonOptions.Json();
        var command = new Command("history", "Lists a flag's versions, the newest first.") { name, limit, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new ListFlagHistoryRequest { Name = parsed.GetRequiredValue(name), Limit = parsed.GetValue(limit) };
            var versions = (await client.Flags.ListHistoryAsync(request, cancellationToken: cancellationToken)).Versions;
            if (parsed.GetValue(json))
                JsonOutput.Write(versions);
            else
                TextTable.Write(_versions, versions.Select(Version));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(Flag flag, IDictionary<string, long> asked) =>
    [
        flag.Name,
        FlagText.State(flag.Rules),
        FlagText.Whom(flag.Rules),
        flag.ReadBy.Length == 0 ? "nothing: not there yet" : flag.ReadBy,
        flag.Version,
        asked.TryGetValue(flag.Name, out var count) ? count : "-",
        flag.Rules.Description,
    ];

    private static object[] Version(Flag flag) =>
    [
        flag.Version, Time(flag.At), flag.Who, FlagText.State(flag.Rules), FlagText.Whom(flag.Rules), flag.Why,
    ];

    private static string Time(Timestamp time) => time.ToDateTimeOffset().ToString("u", CultureInfo.InvariantCulture);
}
