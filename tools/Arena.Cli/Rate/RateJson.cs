using Arena.Cli.Output;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>A table of ratings as one JSON value.</summary>
internal static class RateJson
{
    public static void Write(TextWriter output, RateReport report)
    {
        var (request, table) = (report.Request, report.Table);
        var fit = table.Fit;
        output.WriteLine(ReportJson.LineOf(new
        {
            // By name: in which order they were given shows in nothing.
            files = report.Files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(File),
            fit.Results.Games,
            repeated = report.Files.Sum(f => f.Report.Repeated),
            players = fit.Results.Players.Length,
            fit.Connectivity.Groups,
            confidence = request.Fit.Confidence,
            seatAdvantage = fit.SeatAdvantage,
            seatAdvantageError = fit.SeatAdvantageError(),
            fit.DrawChance,
            fit.GradientNorm,
            ratings = table.Rows.Select(Row),
            crosstable = request.Crosstable ? CrosstableReport.Json(fit.Results, table.Players) : null,
            claims = report.Claims?.ToJson(),
            nodes = report.Nodes?.ToJson(),
            superiority = request.Superiority ? CrosstableReport.SuperiorityJson(fit, table.Players) : null,
        }));
    }

    private static object File(ResultFile file) => new
    {
        file = file.Name,
        file.Report.Games,
        file.Report.Unfinished,
        file.Report.Skipped,
        faults = file.Report.FaultCount,
        firstFaults = file.Report.Faults,
    };

    private static object Row(RatingRow row) => new
    {
        row.Rank,
        row.Player,
        row.Rating,
        row.Error,
        row.Low,
        row.High,
        row.Totals.Games,
        row.Totals.Wins,
        row.Totals.Draws,
        row.Totals.Losses,
        row.Totals.Points,
        score = Share(row.Totals.Points, row.Totals.Games),
        drawRatio = Share(row.Totals.Draws, row.Totals.Games),
        los = row.Superiority,
        row.Group,
        flags = row.Flags.Names(),
        row.NashShare,
        row.NashSkill,
        row.AlphaRank,
    };

    private static double? Share(double part, long games) => games == 0 ? null : part / games;
}
