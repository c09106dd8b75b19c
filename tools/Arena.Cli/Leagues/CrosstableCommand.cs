using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Cli.Leagues;

/// <summary><c>arena crosstable LEAGUE</c>: who did what against whom.</summary>
internal static class CrosstableCommand
{
    public static Command Create()
    {
        var league = LeagueArgument.Create();
        var csv = CommonOptions.Csv();
        var json = CommonOptions.Json();
        var endpoint = CommonOptions.Endpoint();
        var command = new Command("crosstable", "Shows who did what against whom in a league of a running system.") { league, csv, json, endpoint };
        CommonOptions.OnlyOne(command, csv, json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(parsed.GetValue(endpoint));
            var output = parsed.InvocationConfiguration.Output;
            var found = await LeagueArgument.ResolveAsync(client, parsed.GetRequiredValue(league), cancellationToken);
            var table = await ReadAsync(client, found.Id, cancellationToken);
            if (parsed.GetValue(json))
                output.WriteLine(ReportJson.Of(new { id = found.Id, league = found.Name, crosstable = CrosstableReport.Json(table.Results, table.Players) }));
            else if (parsed.GetValue(csv))
                CrosstableReport.WriteCsv(output, table.Results, table.Players);
            else
            {
                output.WriteLine($"{found.Id}: {table.Results.Games} rated games of {table.Players.Count} agents");
                CrosstableReport.Write(output, table.Results, table.Players);
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static async Task<LeagueCrosstable> ReadAsync(ArenaClient client, string leagueId, CancellationToken cancellationToken) =>
        LeagueCrosstable.From(await client.Ratings.GetCrosstableAsync(new GetCrosstableRequest { LeagueId = leagueId }, cancellationToken: cancellationToken));
}
