using System.Globalization;
using System.Runtime.CompilerServices;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Cli.Records;

/// <summary>Results of leagues as <c>arena rate</c> reads them: who met whom, what came of it, and a key that every copy shares.</summary>
internal static class ResultCsv
{
    public const string Columns = "key,white,black,result,pair,node\n";

    /// <summary>
    /// A line for each result that a league has so far, in the ledger's order; matches of an agent against itself have none.
    /// </summary>
    public static async IAsyncEnumerable<string> ReadAsync(
        IEnumerable<string> leagues, NamedSystem system, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = RunningSystem.Connect(system);
        foreach (var named in leagues)
        {
            var league = await LeagueArgument.ResolveAsync(client, named, cancellationToken);
            var request = new ListMatchesRequest { LeagueId = league.Id };
            using var call = client.Leagues.ListMatches(request, cancellationToken: cancellationToken);
            await foreach (var match in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                if (match.Agents[0] != match.Agents[1])
                    yield return Line(match);
            }
        }
    }

    private static string Line(Match match)
    {
        var (first, second) = (RecordMessages.OutcomeOf(match, 0), RecordMessages.OutcomeOf(match, 1));
        var result = (first, second) switch
        {
            (Core.Matches.Outcome.Win, _) => "1-0",
            (_, Core.Matches.Outcome.Win) => "0-1",
            (Core.Matches.Outcome.Draw, _) => "1/2-1/2",
            _ => "*", // both have forfeited
        };
        var pair = match.HasMeeting ? string.Create(CultureInfo.InvariantCulture, $"{match.LeagueId}:{match.Meeting}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{match.LeagueId}/{match.Index},{CsvText.Quoted(match.Agents[0])},{CsvText.Quoted(match.Agents[1])},"
            + $"{result},{pair},{CsvText.Quoted(match.Node)}\n");
    }
}
