using System.CommandLine;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Arena.Core.Agents.Learned;
using Arena.Core.Leagues.Document;
using Arena.Core.SelfPlay;

namespace Arena.Cli.Models;

/// <summary><c>arena models export MODEL</c>: a version as a file that is an agent's "model" in league documents.</summary>
internal static class ModelExportCommand
{
    public static Command Create()
    {
        var name = ModelsCommand.Name();
        var version = new Option<long?>("--version")
        {
            Description = "Which version. Default: the current one.",
            HelpName = "N",
            CustomParser = given => CommonOptions.Number("--version", 0L, long.MaxValue - 1)(given),
        };
        var file = new Option<string?>("--out") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };
        var command = new Command("export", "Writes a version as the object that is an agent's \"model\" in a league file.")
        {
            name, version, file,
        };
        var system = SystemOptions.AddTo(command, RunningFederation.Address);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var federation = RunningFederation.Connect(system.Of(parsed));
            var text = await ExportAsync(
                federation.Models, parsed.GetRequiredValue(name), parsed.GetValue(version), cancellationToken);
            if (parsed.GetValue(file) is { } path)
                await File.WriteAllTextAsync(path, text, cancellationToken);
            else
                Console.Out.Write(text);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> ExportAsync(
        FederationService.FederationServiceClient federation, string name, long? number, CancellationToken cancellationToken)
    {
        var model = await federation.GetModelAsync(new GetModelRequest { Name = name }, cancellationToken: cancellationToken);
        if (SelfPlayRecipe.Parse(model.Recipe, out var fault) is not { } recipe)
        {
            throw new CommandException(
                $"model '{name}' does not say of which game and network it is ({fault}): only what nodes train can be exported",
                ExitCode.Failed);
        }

        var version = await ModelWeights.VersionAsync(federation, name, number, cancellationToken);
        var weights = await ModelWeights.PullAsync(federation, version, name, cancellationToken);
        return ModelFile.Write(new LearnedModel(recipe.Game, recipe.Shape, weights, new ModelLineage(name, version.Number)));
    }
}
