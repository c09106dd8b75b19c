using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Cli.Leagues;

/// <summary><c>arena standings LEAGUE</c>: the table of a league, once or as it changes, and how its ratings came about.</summary>
internal static class StandingsCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var league = LeagueArgument.Create();
        var watch = new Option<bool>("--watch")
        {
            Description = "Go on until the league is done; with --json, one line for each change.",
        };
        var superiority = new Option<bool>("--los")
        {
            Description = "Add the likelihood of superiority of each over each, and which agents matches link.",
        };
        var history = new Option<string?>("--history")
        {
            Description = "The ratings over time instead: of one agent, or of all.",
            HelpName = "AGENT",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var by = new Option<RatingStep>("--by")
        {
            Description = "The steps of the history: round (the joint fit) or match (Elo).",
            HelpName = "round|match",
            DefaultValueFactory = _ => RatingStep.Round,
            CustomParser = CommonOptions.OneOf("--by", ("round", RatingStep.Round), ("match", RatingStep.Match)),
        };
        var csv = CommonOptions.Csv();
        var json = CommonOptions.Json();
        var command = new Command("standings", "Shows the table of a league of a running system.")
        {
            league, watch, superiority, history, by, csv, json,
        };
        CommonOptions.OnlyOne(command, csv, json);
        CommonOptions.OnlyOne(command, watch, csv);
        CommonOptions.OnlyOne(command, superiority, csv);
        CommonOptions.OnlyOne(command, watch, superiority, history);
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var found = await LeagueArgument.ResolveAsync(client, parsed.GetRequiredValue(league), cancellationToken);
            var format = CommonOptions.Format(parsed, csv, json);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetResult(history) is { Implicit: false })
            {
                var (agent, step) = (parsed.GetValue(history) ?? "", parsed.GetValue(by));
                var request = new GetRatingHistoryRequest { LeagueId = found.Id, Agent = agent, By = step };
                await RatingHistoryReport.WriteAsync(output, found, request, client, format, cancellationToken);
            }
            else if (parsed.GetValue(watch))
                await WatchAsync(output, client, found, format, cancellationToken);
            else
                await ShowAsync(output, client, found, format, parsed.GetValue(superiority), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ShowAsync(
        TextWriter output, ArenaClient client, League league, OutputFormat format, bool superiority, CancellationToken cancellationToken)
    {
        var request = new GetStandingsRequest { LeagueId = league.Id };
        var standings = await client.Leagues.GetStandingsAsync(request, cancellationToken: cancellationToken);
        if (superiority)
            CrosstableReport.CheckSquare(standings.Rows.Count, "agents");
        var crosstable = superiority ? await CrosstableCommand.ReadAsync(client, league.Id, cancellationToken) : null;
        if (format == OutputFormat.Json)
        {
            output.WriteLine(ReportJson.Of(StandingsReport.Of(standings, crosstable)));
            return;
        }

        if (format == OutputFormat.Csv)
            StandingsReport.WriteCsv(output, standings);
        else
            StandingsTable.Write(output, standings);
        if (crosstable is not null)
            WriteSuperiority(output, crosstable);
    }

    private static void WriteSuperiority(TextWriter output, LeagueCrosstable crosstable)
    {
        CrosstableReport.WriteSuperiority(output, crosstable.Fit, crosstable.Players);
        var groups = crosstable.Groups();
        output.WriteLine();
        output.WriteLine(groups.Count switch
        {
            0 => "No match is rated yet.",
            1 => "Matches link all agents that have played.",
            var count => $"{count} groups that no match links: ratings compare within a group only",
        });
        for (var group = 0; groups.Count > 1 && group < groups.Count; group++)
            output.WriteLine($"  {group + 1}: {string.Join(", ", groups[group])}");
    }

    private static async Task WatchAsync(
        TextWriter output, ArenaClient client, League league, OutputFormat format, CancellationToken cancellationToken)
    {
        if (format == OutputFormat.Json)
        {
            await foreach (var standings in client.WatchLeagueAsync(league.Id, _patience, cancellationToken))
                output.WriteLine(ReportJson.LineOf(StandingsReport.Of(standings, crosstable: null)));
            return;
        }

        Standings? last = null;
        using (var progress = LeagueProgress.For(league, json: false))
        {
            await foreach (var standings in client.WatchLeagueAsync(league.Id, _patience, cancellationToken))
                progress.Show(last = standings);
        }

        StandingsTable.Write(output, last!);
    }
}
