using System.Globalization;
using System.Runtime.CompilerServices;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Arena.Core.Records;
using Grpc.Core;

namespace Arena.Cli.Records;

/// <summary>Finds the records that a user has named: in a file, or in a running system.</summary>
internal static class RecordSource
{
    private const int CallsAhead = 16;

    /// <param name="source">A file, a league, or LEAGUE/MATCH.</param>
    /// <param name="match">One match of the league; null is all.</param>
    /// <param name="system">The control plane.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IAsyncEnumerable<MatchDocument> ReadAsync(
        string source, int? match, NamedSystem system, CancellationToken cancellationToken)
    {
        if (IsFile(source))
        {
            return match is null
                ? ReadFileAsync(source, cancellationToken)
                : throw new CommandException($"{source} is a file: MATCH is for leagues of a running system", ExitCode.Usage);
        }

        if (source.Contains('/', StringComparison.Ordinal) && Directory.Exists(source))
            throw new CommandException($"{source} is a directory; wanted a file with records", ExitCode.Usage);
        if (IsLikeAFile(source))
            throw new CommandException($"there is no file {source}", ExitCode.Usage);
        if (source.Split('/') is [var league, var number] && match is null)
        {
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? ReadLeagueAsync(league, index, system, cancellationToken)
                : throw new CommandException($"'{source}' is no file, and '{number}' no number of a match", ExitCode.Usage);
        }

        return ReadLeagueAsync(source, match, system, cancellationToken);
    }

    /// <summary>Whether what the user has named is a file: such a record may have been changed since it left the ledger.</summary>
    public static bool IsFile(string source) => File.Exists(source);

    private static bool IsLikeAFile(string source) =>
        source.EndsWith(".json", StringComparison.Ordinal)
        || source.EndsWith(".jsonl", StringComparison.Ordinal)
        || (Path.GetFileName(source) != source && source.Split('/') is not [_, _]);

    private static async IAsyncEnumerable<MatchDocument> ReadFileAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
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

        // One record, or one to a line.
        var lines = text.Split('\n');
        if (lines.Length < 2 || !lines[0].TrimEnd().EndsWith('}'))
        {
            yield return Parse(path, text);
            yield break;
        }

        for (var i = 0; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                yield return Parse($"{path}: line {i + 1}", lines[i]);
        }
    }

    private static MatchDocument Parse(string where, string text)
    {
        try
        {
            return MatchDocumentReader.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new CommandException($"{where}: {wrong.Message}", ExitCode.Usage);
        }
    }

    private static async IAsyncEnumerable<MatchDocument> ReadLeagueAsync(
        string named, int? match, NamedSystem system, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = RunningSystem.Connect(system);
        var league = (await LeagueArgument.ResolveAsync(client, named, cancellationToken)).Id;
        var indexes = new List<int>();
        if (match is null)
        {
            var request = new ListMatchesRequest { LeagueId = league };
            using var call = client.Leagues.ListMatches(request, cancellationToken: cancellationToken);
            await foreach (var listed in call.ResponseStream.ReadAllAsync(cancellationToken))
                indexes.Add(listed.Index);
        }

        if (match is { } one)
            indexes.Add(one);
        foreach (var reading in Ahead(indexes.Order(), index => client.Leagues.GetMatchRecordAsync(
            new GetMatchRecordRequest { LeagueId = league, Index = index }, cancellationToken: cancellationToken).ResponseAsync))
        {
            var record = await reading;
            MatchDocument document;
            try
            {
                document = RecordMessages.ToDocument(record);
            }
            catch (FormatException wrong)
            {
                throw new CommandException($"match {record.Match.Index} of {league}: {wrong.Message}", ExitCode.Failed);
            }

            yield return document;
        }
    }

    // In order, with some under way: one after the other is a journey each.
    private static IEnumerable<Task<MatchEvidence>> Ahead(IEnumerable<int> indexes, Func<int, Task<MatchEvidence>> read)
    {
        var underWay = new Queue<Task<MatchEvidence>>();
        foreach (var index in indexes)
        {
            underWay.Enqueue(read(index));
            if (underWay.Count == CallsAhead)
                yield return underWay.Dequeue();
        }

        while (underWay.TryDequeue(out var next))
            yield return next;
    }
}
