using System.CommandLine;
using System.Runtime.CompilerServices;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Records;

/// <summary><c>arena export LEAGUE|FILE [MATCH]</c>, <c>arena export --all</c>: recorded matches as files.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var source = RecordArguments.Source();
        source.Arity = ArgumentArity.ZeroOrOne;
        var match = RecordArguments.Match();
        var all = new Option<bool>("--all") { Description = "Every league of the running system, instead of one." };
        var format = new Option<RecordFormat>("--format")
        {
            Description = "record (Arena's own, which 'arena replay' reads), pgn (chess), kaggle, "
                + "or csv (results of leagues, which 'arena rate' reads). Default: record; of several matches, one to a line.",
            HelpName = "record|pgn|kaggle|csv",
            CustomParser = CommonOptions.OneOf(
                "--format", ("record", RecordFormat.Record), ("pgn", RecordFormat.Pgn), ("kaggle", RecordFormat.Kaggle),
                ("csv", RecordFormat.Csv)),
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write. Default: standard output.",
            HelpName = "FILE",
        };
        var command = new Command(
            "export", "Writes recorded matches to a file: to keep, to replay, to rate, or for other programs.")
        {
            source, match, all, format, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(all) is null == result.GetResult(source) is null or { Tokens.Count: 0 })
                result.AddError("wanted a league, a file, or --all: one of them");
        });
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (named, place) = (parsed.GetValue(source), system.Of(parsed));
            var leagues = named is null ? await LeaguesAsync(place, cancellationToken) : [named];
            var texts = parsed.GetValue(format) == RecordFormat.Csv
                ? Results(leagues, parsed.GetValue(match), place, cancellationToken)
                : RecordsAsync(leagues, parsed.GetValue(match), parsed.GetValue(format), place, cancellationToken);
            if (parsed.GetValue(output) is { } path)
                await WriteFileAsync(path, texts, parsed.GetValue(format), cancellationToken);
            else
                await WriteAsync(Console.Out, texts, parsed.GetValue(format), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string[]> LeaguesAsync(NamedSystem system, CancellationToken cancellationToken)
    {
        using var client = RunningSystem.Connect(system);
        var listed = await client.Leagues.ListAsync(new ListLeaguesRequest(), cancellationToken: cancellationToken);
        return [.. listed.Leagues.Select(league => league.Id).Order(StringComparer.Ordinal)];
    }

    private static IAsyncEnumerable<string> Results(
        string[] leagues, int? match, NamedSystem system, CancellationToken cancellationToken)
    {
        if (match is not null || leagues is [var one] && (File.Exists(one) || one.Contains('/', StringComparison.Ordinal)))
        {
            throw new CommandException(
                "csv has the results of whole leagues of a running system: wanted a league's id or --all", ExitCode.Usage);
        }

        return ResultCsv.ReadAsync(leagues, system, cancellationToken);
    }

    private static async IAsyncEnumerable<string> RecordsAsync(
        string[] sources, int? match, RecordFormat format, NamedSystem system, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            var alone = match is not null || source.Contains('/', StringComparison.Ordinal);
            await foreach (var document in RecordSource.ReadAsync(source, match, system, cancellationToken))
                yield return RecordFormats.Write(document, format, alone);
        }
    }

    // A file is there whole, or not at all.
    private static async Task WriteFileAsync(
        string path, IAsyncEnumerable<string> texts, RecordFormat format, CancellationToken cancellationToken)
    {
        var draft = path + ".part";
        try
        {
            int written;
            await using (var file = new StreamWriter(draft))
                written = await WriteAsync(file, texts, format, cancellationToken);
            File.Move(draft, path, overwrite: true);
            await Console.Error.WriteLineAsync($"{path}: {Counted.Of(written, "match")}");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(path, unwritable), ExitCode.Failed);
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }

    private static async Task<int> WriteAsync(
        TextWriter writer, IAsyncEnumerable<string> texts, RecordFormat format, CancellationToken cancellationToken)
    {
        if (format == RecordFormat.Csv)
            await writer.WriteAsync(ResultCsv.Columns.AsMemory(), cancellationToken);
        var written = 0;
        await foreach (var text in texts.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
            written++;
        }

        return written;
    }
}
