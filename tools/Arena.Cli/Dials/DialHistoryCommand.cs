using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials history</c>.</summary>
internal static class DialHistoryCommand
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 100;

    private static readonly TextColumn[] _columns =
        [new("Epoch", IsRight: true), "Since", "Who", new("Values", Wraps: true), new("Why", Wraps: true)];

    public static Command Create()
    {
        var limit = new Option<int>("--limit")
        {
            Description = $"At most so many epochs, up to {MaxLimit}. Default: {DefaultLimit}.",
            HelpName = "N",
            CustomParser = given => CommonOptions.Number("--limit", 1, MaxLimit)(given),
            DefaultValueFactory = _ => DefaultLimit,
        };
        var json = CommonOptions.Json();
        var command = new Command("history", "Lists the dials' epochs, the newest first.") { limit, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new DialHistoryRequest { Limit = parsed.GetValue(limit) };
            var epochs = (await client.Dials.HistoryAsync(request, cancellationToken: cancellationToken)).Epochs;
            if (parsed.GetValue(json))
                JsonOutput.Write(epochs);
            else
                TextTable.Write(_columns, epochs.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(DialEpoch epoch) =>
    [
        epoch.Number, epoch.At is { } at ? at.ToDateTimeOffset().ToString("u", CultureInfo.InvariantCulture) : "the beginning",
        epoch.Who, DialText.Values(epoch), epoch.Why,
    ];
}
