using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>A table of ratings for people, or as comma-separated values.</summary>
internal static class RateText
{
    public static void Write(TextWriter output, RateReport report)
    {
        var (request, table, fit) = (report.Request, report.Table, report.Table.Fit);
        WriteHead(output, report);
        WriteSeats(output, fit);
        if (fit.Connectivity.Groups > 1)
            output.WriteLine($"{fit.Connectivity.Groups} groups that no game links: ratings compare within a group only");
        output.WriteLine();
        WriteTable(output, table, request);
        if (request.Crosstable)
            CrosstableReport.Write(output, fit.Results, table.Players);
        if (request.Superiority)
            CrosstableReport.WriteSuperiority(output, fit, table.Players);
        report.Claims?.Write(output);
        report.Nodes?.Write(output);
    }

    public static void WriteCsv(TextWriter output, RatingTable table, long fewest)
    {
        output.WriteLine("rank,player,rating,error,low,high,games,wins,draws,losses,points,score,draw_ratio,los,group,flags");
        foreach (var row in table.Rows.Where(row => row.Totals.Games >= fewest))
        {
            var t = row.Totals;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Rank},{CsvText.Quoted(row.Player)},{row.Rating:0.####},{row.Error:0.####},{row.Low:0.####},{row.High:0.####},"
                + $"{t.Games},{t.Wins},{t.Draws},{t.Losses},{t.Points:0.#},{Share(t.Points, t.Games)},{Share(t.Draws, t.Games)},"
                + $"{row.Superiority:0.######},{row.Group},{CsvText.Words(row.Flags.Names())}"));
        }
    }

    private static void WriteHead(TextWriter output, RateReport report)
    {
        var results = report.Table.Fit.Results;
        output.Write($"{Counted.Of(results.Games, "game")} of {Counted.Of(results.Players.Length, "player")}");
        output.Write(Also(report.Files.Sum(f => f.Report.Unfinished), "unfinished"));
        output.Write(Also(report.Files.Sum(f => f.Report.Skipped), "skipped"));
        output.Write(Also(report.Files.Sum(f => f.Report.Repeated), "more than once"));
        output.WriteLine(Text($"; errors are {100 * report.Request.Fit.Confidence:0.##} % intervals"));
    }

    private static void WriteSeats(TextWriter output, JointFit fit)
    {
        var seat = fit.Results.FirstSeat();
        if (seat.Games == 0)
            return;
        var error = fit.SeatAdvantageError();
        output.Write(Text($"First seat: {fit.SeatAdvantage:+0.0;-0.0;0.0}"));
        output.Write(error > 0 ? Text($" +/- {error:0.0}") : " (given)");
        output.Write($" points, scored {Percent(seat.Points, seat.Games)}; draws {Percent(seat.Draws, seat.Games)}");
        output.WriteLine(fit.DrawChance is { } chance ? Text($", {100 * chance:0.0} % between equals") : "");
    }

    private static readonly string[] _cycles = ["Nash", "Skill", "AlphaRank"];

    private static void WriteTable(TextWriter output, RatingTable table, RateRequest request)
    {
        var hasCycles = table.Rows is [{ NashShare: not null }, ..];
        var hasGroups = table.Fit.Connectivity.Groups > 1;
        var rows = table.Rows.Where(row => row.Totals.Games >= request.Fewest).ToArray();
        TextColumn[] groups = hasGroups ? [new("Group", IsRight: true, Drop: 7)] : [];
        TextColumn[] cycles = hasCycles ? [.. _cycles.Select(title => new TextColumn(title, IsRight: true, Drop: 3))] : [];
        TextTable.Write(
            output,
            [
                ">#", "Player", ">Rating", new("Error", IsRight: true, Drop: 9), new("Games", IsRight: true, Drop: 4),
                new("Points", IsRight: true, Drop: 2), new("Score", IsRight: true, Drop: 5), new("Draws", IsRight: true, Drop: 1),
                new("LOS", IsRight: true, Drop: 6), .. groups, .. cycles, new("Flags", Drop: 8),
            ],
            rows.Select(row => Cells(row, hasGroups, hasCycles)));
        if (!rows.Any(row => row.Flags.HasFlag(RatingFlags.OneSided)))
            return;
        output.WriteLine();
        output.WriteLine($"one-sided: {WhyOneSided(request.Fit)}");
    }

    // Where a draw is an outcome of its own, there may be no other games at all.
    private static string WhyOneSided(FitOptions fit)
    {
        var why = fit.Draws == DrawModel.HalfWin
            ? "all its games with the rest went one way"
            : "it won no decisive game with the rest, or lost none";
        var held = fit.PriorDraws switch
        {
            0 => "one drawn game, which is added",
            1 => "the drawn game that is added to each player's",
            var draws => Text($"the {draws:0.###} drawn games that are added to each player's"),
        };
        return $"{why}, so that its rating is a guess, held by {held}";
    }

    private static object[] Cells(RatingRow row, bool hasGroups, bool hasCycles)
    {
        object[] groups = hasGroups ? [row.Group] : [];
        object[] cycles = hasCycles
            ? [Text($"{row.NashShare:0.000}"), Text($"{row.NashSkill:0.0}"), Text($"{row.AlphaRank:0.000}")]
            : [];
        return
        [
            row.Rank,
            row.Player,
            Text($"{row.Rating:0.0}"),
            row.Error is { } error ? Text($"{error:0.0}") : "-",
            row.Totals.Games,
            Text($"{row.Totals.Points:0.#}"),
            Percent(row.Totals.Points, row.Totals.Games),
            Percent(row.Totals.Draws, row.Totals.Games),
            row.Superiority is { } sure ? Text($"{100 * sure:0.0} %") : "",
            .. groups,
            .. cycles,
            string.Join(", ", row.Flags.Names()),
        ];
    }

    private static string Also(long count, string what) => count == 0 ? "" : $", {count} {what}";

    private static string Share(double part, long games) => games == 0 ? "" : Text($"{part / games:0.######}");

    private static string Percent(double part, long games) => games == 0 ? "-" : Text($"{100 * part / games:0.0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
