using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>A table of ratings for people, or as comma-separated values.</summary>
internal static class RateText
{
    public static void Write(TextWriter output, RatingTable table, IReadOnlyList<ResultFile> files, double confidence, long fewest)
    {
        var fit = table.Fit;
        var (unfinished, skipped, repeated) = (files.Sum(f => f.Report.Unfinished), files.Sum(f => f.Report.Skipped), files.Sum(f => f.Report.Repeated));
        output.WriteLine(Text($"{fit.Results.Games} games of {fit.Results.Players.Length} players{Also(unfinished, "unfinished")}{Also(skipped, "skipped")}{Also(repeated, "more than once")}; errors are {100 * confidence:0.##} % intervals"));
        WriteSeats(output, fit);
        if (fit.Connectivity.Groups > 1)
            output.WriteLine(Text($"{fit.Connectivity.Groups} groups that no game links: ratings compare within a group only"));
        output.WriteLine();
        var cycles = table.Rows is [{ NashShare: not null }, ..];
        var groups = fit.Connectivity.Groups > 1;
        var rows = table.Rows.Where(row => row.Totals.Games >= fewest).ToArray();
        string[] columns =
        [
            ">#", "Player", ">Rating", ">Error", ">Games", ">Points", ">Score", ">Draws", ">LOS", .. groups ? [">Group"] : Array.Empty<string>(),
            .. cycles ? [">Nash", ">Skill", ">AlphaRank"] : Array.Empty<string>(), "Flags",
        ];
        TextTable.Write(output, columns, rows.Select(row => (object[])
        [
            row.Rank, row.Player, Text($"{row.Rating:0.0}"), row.Error is { } error ? Text($"{error:0.0}") : "-", row.Totals.Games, Text($"{row.Totals.Points:0.#}"),
            Percent(row.Totals.Points, row.Totals.Games), Percent(row.Totals.Draws, row.Totals.Games), row.Superiority is { } sure ? Text($"{100 * sure:0.0} %") : "",
            .. groups ? [row.Group] : Array.Empty<object>(),
            .. cycles ? [Text($"{row.NashShare:0.000}"), Text($"{row.NashSkill:0.0}"), Text($"{row.AlphaRank:0.000}")] : Array.Empty<object>(),
            string.Join(", ", row.Flags.Names()),
        ]));
        if (rows.Any(row => row.Flags.HasFlag(RatingFlags.OneSided)))
        {
            output.WriteLine();
            output.WriteLine("one-sided: all its games with the rest went one way, so that its rating is a guess (one drawn game is added)");
        }
    }

    public static void WriteCsv(TextWriter output, RatingTable table, long fewest)
    {
        output.WriteLine("rank,player,rating,error,low,high,games,wins,draws,losses,points,score,draw_ratio,los,group,flags");
        foreach (var row in table.Rows)
        {
            if (row.Totals.Games < fewest) continue;
            var t = row.Totals;
            output.WriteLine(Text(
                $"{row.Rank},{CsvText.Quoted(row.Player)},{row.Rating:0.####},{row.Error:0.####},{row.Low:0.####},{row.High:0.####},{t.Games},{t.Wins},{t.Draws},{t.Losses},{t.Points:0.#},{Share(t.Points, t.Games)},{Share(t.Draws, t.Games)},{row.Superiority:0.######},{row.Group},{CsvText.Words(row.Flags.Names())}"));
        }
    }

    private static void WriteSeats(TextWriter output, JointFit fit)
    {
        var seat = fit.Results.FirstSeat();
        if (seat.Games == 0) return;
        var error = fit.SeatAdvantageError();
        output.WriteLine(Text(
            $"First seat: {fit.SeatAdvantage:+0.0;-0.0;0.0}{(error > 0 ? Text($" +/- {error:0.0}") : " (given)")} points, scored {Percent(seat.Points, seat.Games)}; draws {Percent(seat.Draws, seat.Games)}{(fit.DrawChance is { } chance ? Text($", {100 * chance:0.0} % between equals") : "")}"));
    }

    private static string Also(long count, string what) => count == 0 ? "" : Text($", {count} {what}");

    private static string Share(double part, long games) => games == 0 ? "" : Text($"{part / games:0.######}");

    private static string Percent(double part, long games) => games == 0 ? "-" : Text($"{100 * part / games:0.0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
