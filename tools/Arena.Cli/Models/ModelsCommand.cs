using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Google.Protobuf;

namespace Arena.Cli.Models;

/// <summary><c>arena models list|show|lineage|export</c>: what is learned, of whose updates, and the weights themselves.</summary>
internal static class ModelsCommand
{
    private const int MaxLimit = 1_000;
    private const int DefaultLimit = 20;
    private const int ShortHash = 12;

    private static readonly TextColumn[] _columns =
    [
        "Model", ">Version", new("Aggregator", Drop: 2), new("Weights", IsRight: true, Drop: 3), "Round", new("Hash", Drop: 1),
    ];

    private static readonly TextColumn[] _versions =
    [
        ">Version", "Since", new("Hash", Drop: 2), "Client", ">Samples", new("Loss", IsRight: true, Drop: 1), new("Digest", Drop: 3),
    ];

    public static Command Create() => new("models", "Lists models that are learned; shows what each version was made of; exports weights.")
    {
        CreateList(), CreateShow(), CreateLineage(), ModelExportCommand.Create(),
    };

    public static Argument<string> Name() => new("MODEL") { Description = "The model's name, as 'arena models list' shows it." };

    private static Command CreateList()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the models. Round is how many updates are here of those that it waits for.") { json };
        var system = SystemOptions.AddTo(command, RunningFederation.Address);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var federation = RunningFederation.Connect(system.Of(parsed));
            var models = (await federation.Models.ListModelsAsync(new ListModelsRequest(), cancellationToken: cancellationToken)).Models;
            if (parsed.GetValue(json))
                JsonOutput.Write(models);
            else
                TextTable.Write(_columns, models.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var name = Name();
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows one model: what it is, how its rounds go, who has sent an update.") { name, json };
        var system = SystemOptions.AddTo(command, RunningFederation.Address);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var federation = RunningFederation.Connect(system.Of(parsed));
            var request = new GetModelRequest { Name = parsed.GetRequiredValue(name) };
            var model = await federation.Models.GetModelAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(model);
            else
                TextTable.Write(["Model", model.Name], Fields(model));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateLineage()
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
        var command = new Command("lineage", "Lists a model's versions, the newest first, and whose updates made each.")
        {
            name, limit, json,
        };
        var system = SystemOptions.AddTo(command, RunningFederation.Address);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var federation = RunningFederation.Connect(system.Of(parsed));
            var request = new ListModelVersionsRequest { Name = parsed.GetRequiredValue(name), Limit = parsed.GetValue(limit) };
            var versions = (await federation.Models.ListModelVersionsAsync(request, cancellationToken: cancellationToken)).Versions;
            if (parsed.GetValue(json))
                JsonOutput.Write(versions);
            else
                TextTable.Write(_versions, versions.SelectMany(Rows));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(Model model) =>
    [
        model.Name, model.Version, model.Aggregator, model.Dimension,
        model.Complete ? "complete" : $"{model.Received.Count} of {model.ClientsPerRound}", Short(model.Hash),
    ];

    private static IEnumerable<object[]> Fields(Model model)
    {
        yield return ["Version", model.Rounds > 0 ? $"{model.Version} of {model.Rounds}" : model.Version];
        yield return ["Hash", Convert.ToHexStringLower(model.Hash.Span)];
        yield return ["Weights", model.Dimension];
        yield return ["Aggregator", Text($"{model.Aggregator} {string.Join(' ', model.Parameters.Select(Parameter))}").TrimEnd()];
        yield return ["Clients", Clients(model)];
        yield return ["Received", model.Received.Count == 0 ? "nothing" : string.Join(", ", model.Received)];
        if (model.Recipe.Length > 0)
            yield return ["Recipe", model.Recipe];
    }

    private static string Parameter(KeyValuePair<string, double> parameter) => Text($"{parameter.Key}={parameter.Value}");

    private static string Clients(Model model) => model.DeadlineSeconds > 0
        ? Text($"{model.ClientsPerRound} in a round, or {model.LeastClients} after {model.DeadlineSeconds} s")
        : Text($"{model.ClientsPerRound} in a round");

    private static IEnumerable<object[]> Rows(ModelVersion version)
    {
        var since = version.Created.ToDateTimeOffset().ToString("u", CultureInfo.InvariantCulture);
        if (version.Contributions.Count == 0)
            yield return [version.Number, since, Short(version.Hash), "-", "-", "-", "-"];
        foreach (var of in version.Contributions)
        {
            yield return
            [
                version.Number, since, Short(version.Hash), of.LeftOut ? $"{of.Client} (left out)" : of.Client, of.Samples,
                of.HasLoss ? Text($"{of.Loss:0.0000}") : "-", Short(of.Digest),
            ];
        }
    }

    private static string Short(ByteString hash) => Convert.ToHexStringLower(hash.Span)[..ShortHash];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
