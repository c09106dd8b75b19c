using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Arena.Core.Records;
using Grpc.Core;

namespace Arena.Cli.Records;

/// <summary><c>arena matches LEAGUE [MATCH]</c>: every recorded match and where it was played, or all of one.</summary>
internal static class MatchesCommand
{
    public static Command Create()
    {
        var wanted = LeagueArgument.Create();
        var number = RecordArguments.Match();
        var json = CommonOptions.Json();
        var endpoint = CommonOptions.Endpoint();
        var command = new Command("matches", "Lists a league's matches in ledger order, with the node that played each, or shows all that is recorded of one.") { wanted, number, json, endpoint };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(parsed.GetValue(endpoint));
            var league = await LeagueArgument.ResolveAsync(client, parsed.GetRequiredValue(wanted), cancellationToken);
            if (parsed.GetValue(number) is { } index)
            {
                var record = await client.Leagues.GetMatchRecordAsync(
                    new GetMatchRecordRequest { LeagueId = league.Id, Index = index }, cancellationToken: cancellationToken);
                var document = RecordMessages.ToDocument(record);
                if (parsed.GetValue(json))
                    Console.WriteLine(MatchDocumentWriter.Write(document));
                else
                    MatchText.Write(document);
                return ExitCode.Done;
            }

            using var call = client.Leagues.ListMatches(new ListMatchesRequest { LeagueId = league.Id }, cancellationToken: cancellationToken);
            var matches = new List<Match>();
            await foreach (var match in call.ResponseStream.ReadAllAsync(cancellationToken))
                matches.Add(match);
            if (parsed.GetValue(json))
                JsonOutput.Write(matches);
            else
                TextTable.Write(
                    [">Ledger", ">Match", "Agents", "Scores", "Node", "Forfeit"],
                    matches.Select(m => new object[] { m.Sequence, m.Index, string.Join(" - ", m.Agents), string.Join(" - ", m.Scores), m.Node, m.Reason }));
            return ExitCode.Done;
        });
        return command;
    }
}
