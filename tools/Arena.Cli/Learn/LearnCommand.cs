using System.CommandLine;
using Arena.Core.SelfPlay;

namespace Arena.Cli.Learn;

/// <summary><c>arena learn LEAGUE.json</c>: a system of its own, whose nodes train a model together and measure its versions.</summary>
internal static class LearnCommand
{
    private const int MaxNodes = 64;

    private static readonly Argument<string> _file = new("LEAGUE.json")
    {
        Description = "A league file with \"learn\"; see docs/learning.md. Its agents are the anchors that versions are measured against.",
    };

    private static readonly Option<int?> _nodes = new("--nodes")
    {
        Description = $"How many nodes there are, 1 to {MaxNodes}. Default: as many as a round wants.",
        HelpName = "N",
        CustomParser = given => CommonOptions.Number("--nodes", 1, MaxNodes)(given),
    };

    private static readonly Option<string?> _out = new("--out")
    {
        Description = "Where the last version goes, as a file that leagues can name. Default: nowhere.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> _svg = new("--svg")
    {
        Description = "Where the curve goes, as a picture. Default: nowhere.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var command = new Command("learn", "Starts the system, trains a model by self-play on its nodes, measures its versions, stops.")
        {
            _file, _nodes, _out, _svg, _json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(_file);
            if (await ReadAsync(path, cancellationToken) is not { } document)
                return ExitCode.Usage;
            var nodes = parsed.GetValue(_nodes) ?? document.Clients;
            if (nodes < document.Clients)
                throw new CommandException($"--nodes is {nodes}; a round of {path} wants {document.Clients} clients", ExitCode.Usage);
            var run = new LearnRun(document, nodes, parsed.GetValue(_json));
            return await run.RunAsync(parsed.GetValue(_out), parsed.GetValue(_svg), cancellationToken);
        });
        return command;
    }

    private static async Task<LearnDocument?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(path, unreadable), ExitCode.Usage);
        }

        var document = LearnDocument.Parse(text, out var faults);
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync($"arena: {path}: {fault.Path}: {fault.Message}");
        return document;
    }
}
