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
        var command = new Command("crosstable", "Shows who did what against whom in a league of a running system.")
        {
            league, csv, json,
        };
        CommonOptions.OnlyOne(command, csv, json);
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var output = parsed.InvocationConfiguration.Output;
            var found = await LeagueArgument.ResolveAsync(client, parsed.GetRequiredValue(league), cancellationToken);
            var table = await ReadAsync(client, found.Id, cancellationToken);
            Write(output, found, table, CommonOptions.Format(parsed, csv, json));
            return ExitCode.Done;
        });
        return command;
    }

    public static async Task<LeagueCrosstable> ReadAsync(ArenaClient client, string leagueId, CancellationToken cancellationToken)
    {
        var request = new GetCrosstableRequest { LeagueId = leagueId };
        return LeagueCrosstable.From(await client.Ratings.GetCrosstableAsync(request, cancellationToken: cancellationToken));
    }

    private static void Write(TextWriter output, League league, LeagueCrosstable table, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                var crosstable = CrosstableReport.Json(table.Results, table.Players);
                output.WriteLine(ReportJson.Of(new { id = league.Id, league = league.Name, crosstable }));
                break;
            case OutputFormat.Csv:
                CrosstableReport.WriteCsv(output, table.Results, table.Players);
                break;
            default:
                var games = Counted.Of(table.Results.Games, "rated game");
                output.WriteLine($"{league.Id}: {games} of {Counted.Of(table.Players.Count, "agent")}");
                CrosstableReport.Write(output, table.Results, table.Players);
                break;
        }
    }
}
