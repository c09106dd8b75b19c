using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Records;
using Grpc.Core;

namespace Arena.Cli.Records;

/// <summary><c>arena matches LEAGUE [MATCH]</c>: every recorded match and where it was played, or all of one.</summary>
internal static class MatchesCommand
{
    private static readonly TextColumn[] _columns =
    [
        new("Ledger", IsRight: true, Drop: 2), ">Match", new("Agents", Wraps: true), "Scores", new("Node", Drop: 1),
        new("Forfeit", Wraps: true),
    ];

    public static Command Create()
    {
        var wanted = LeagueArgument.Create();
        var number = RecordArguments.Match();
        var json = CommonOptions.Json();
        var command = new Command(
            "matches",
            "Lists a league's matches in ledger order, with the node that played each, or shows all that is recorded of one.")
        {
            wanted, number, json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var league = await LeagueArgument.ResolveAsync(client, parsed.GetRequiredValue(wanted), cancellationToken);
            if (parsed.GetValue(number) is { } index)
                await ShowAsync(client, league, index, parsed.GetValue(json), cancellationToken);
            else
                await ListAsync(client, league, parsed.GetValue(json), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ShowAsync(
        ArenaClient client, League league, int index, bool json, CancellationToken cancellationToken)
    {
        var request = new GetMatchRecordRequest { LeagueId = league.Id, Index = index };
        var record = await client.Leagues.GetMatchRecordAsync(request, cancellationToken: cancellationToken);
        var document = RecordMessages.ToDocument(record);
        if (json)
            Console.WriteLine(MatchDocumentWriter.Write(document));
        else
            MatchText.Write(document);
    }

    private static async Task ListAsync(ArenaClient client, League league, bool json, CancellationToken cancellationToken)
    {
        var request = new ListMatchesRequest { LeagueId = league.Id };
        using var call = client.Leagues.ListMatches(request, cancellationToken: cancellationToken);
        var matches = new List<Match>();
        await foreach (var match in call.ResponseStream.ReadAllAsync(cancellationToken))
            matches.Add(match);
        if (json)
            JsonOutput.Write(matches);
        else
            TextTable.Write(_columns, matches.Select(Row));
    }

    private static object[] Row(Match match) =>
    [
        match.Sequence,
        match.Index,
        string.Join(" - ", match.Agents),
        string.Join(" - ", match.Scores),
        match.Node,
        match.Reason,
    ];
}
