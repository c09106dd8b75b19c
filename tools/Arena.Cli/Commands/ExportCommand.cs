using System.CommandLine;
using Arena.Cli.Records;
using Arena.Core.Records;

namespace Arena.Cli.Commands;

/// <summary><c>arena export LEAGUE|FILE [MATCH]</c>: recorded matches as files.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var source = RecordArguments.Source();
        var match = RecordArguments.Match();
        var format = new Option<RecordFormat>("--format")
        {
            Description = "record (Arena's own, which 'arena replay' reads), pgn (chess) or kaggle. Default: record; of several matches, one to a line.",
            HelpName = "FORMAT",
        };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };
        var endpoint = CommonOptions.Endpoint();
        var command = new Command("export", "Writes recorded matches to a file: to keep, to replay, or for other programs.") { source, match, format, output, endpoint };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(source);
            var documents = RecordSource.ReadAsync(named, parsed.GetValue(match), parsed.GetValue(endpoint), cancellationToken);
            var alone = parsed.GetValue(match) is not null || named.Contains('/', StringComparison.Ordinal);
            var path = parsed.GetValue(output);
            if (path is null)
                await WriteAsync(Console.Out, documents, parsed.GetValue(format), alone, cancellationToken);
            else
                await WriteFileAsync(path, documents, parsed.GetValue(format), alone, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    // A file is there whole, or not at all.
    private static async Task WriteFileAsync(
        string path, IAsyncEnumerable<MatchDocument> documents, RecordFormat format, bool alone, CancellationToken cancellationToken)
    {
        var draft = path + ".part";
        try
        {
            int written;
            await using (var file = new StreamWriter(draft))
                written = await WriteAsync(file, documents, format, alone, cancellationToken);
            File.Move(draft, path, overwrite: true);
            await Console.Error.WriteLineAsync($"{path}: {written} match{(written == 1 ? "" : "es")}");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: {unwritable.Message}", ExitCode.Failed);
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }

    private static async Task<int> WriteAsync(
        TextWriter writer, IAsyncEnumerable<MatchDocument> documents, RecordFormat format, bool alone, CancellationToken cancellationToken)
    {
        var written = 0;
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(RecordFormats.Write(document, format, alone).AsMemory(), cancellationToken);
            written++;
        }

        return written;
    }
}
