using System.CommandLine;
using System.Globalization;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Flags;

/// <summary><c>arena flags report FLAG</c>: how agents with each variant did against the others.</summary>
internal static class FlagReportCommand
{
    private static readonly TextColumn[] _columns =
    [
        "Variant", "Against", new("Matches", IsRight: true), new("Won", IsRight: true), new("Drawn", IsRight: true),
        new("Lost", IsRight: true), new("Score", IsRight: true), new("Elo", IsRight: true), "95%", new("What it says", Wraps: true),
    ];

    public static Command Create()
    {
        var name = FlagsCommand.Name();
        var league = new Option<string?>("--league")
        {
            Description = "Only this league's matches. Default: those of all leagues that were started since the flag is as it is.",
            HelpName = "ID",
        };
        var json = CommonOptions.Json();
        var command = new Command("report", "Compares a flag's variants by the matches between agents that have them.")
        {
            name, league, json,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new ReportFlagRequest { Name = parsed.GetRequiredValue(name), LeagueId = parsed.GetValue(league) ?? "" };
            var report = await client.Flags.ReportAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(report);
            else
                Write(report);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(FlagReport report)
    {
        Console.WriteLine($"{report.Flag.Name}, version {report.Flag.Version}, in {Counted.Of(report.LeagueIds.Count, "league")}");
        foreach (var variant in report.Variants)
            Console.WriteLine($"  {variant.Variant}: {(variant.Agents.Count == 0 ? "nobody" : string.Join(", ", variant.Agents))}");
        Console.WriteLine();
        TextTable.Write(_columns, report.Comparisons.Select(Row));
    }

    private static object[] Row(FlagComparison c) =>
    [
        c.First, c.Second, c.Matches, c.Wins, c.Draws, c.Losses,
        c.HasScore ? c.Score.ToString("0.000", CultureInfo.InvariantCulture) : "-",
        c.HasElo ? Elo(c.Elo) : "-",
        c.HasElo ? $"{Elo(c.EloLow)} to {Elo(c.EloHigh)}" : "-",
        c.Verdict,
    ];

    private static string Elo(double value) => value.ToString("+0;-0;0", CultureInfo.InvariantCulture);
}
