using System.Text.Encodings.Web;
using System.Text.Json;
using Arena.Cli.Output;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>A table of ratings as one JSON value.</summary>
internal static class RateJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, RatingTable table, IReadOnlyList<ResultFile> files, double confidence, bool crosstable, bool superiority,
        ClaimTable? claims, NodeTable? nodes)
    {
        var fit = table.Fit;
        var value = new
        {
            // By name: in which order they were given shows in nothing.
            files = files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => new { file = f.Name, f.Report.Games, f.Report.Unfinished, f.Report.Skipped, faults = f.Report.FaultCount, firstFaults = f.Report.Faults }),
            fit.Results.Games,
            repeated = files.Sum(f => f.Report.Repeated),
            players = fit.Results.Players.Length,
            fit.Connectivity.Groups,
            confidence,
            seatAdvantage = fit.SeatAdvantage,
            seatAdvantageError = fit.SeatAdvantageError(),
            fit.DrawChance,
            fit.GradientNorm,
            ratings = table.Rows.Select(Row),
            crosstable = crosstable ? CrosstableReport.Json(fit.Results, table.Players) : null,
            claims = claims?.ToJson(),
            nodes = nodes?.ToJson(),
            superiority = superiority ? CrosstableReport.SuperiorityJson(fit, table.Players) : null,
        };
        output.WriteLine(JsonSerializer.Serialize(value, Options));
    }

    private static object Row(RatingRow row) => new
    {
        row.Rank, row.Player, row.Rating, row.Error, row.Low, row.High,
        row.Totals.Games, row.Totals.Wins, row.Totals.Draws, row.Totals.Losses, row.Totals.Points,
        score = Share(row.Totals.Points, row.Totals.Games), drawRatio = Share(row.Totals.Draws, row.Totals.Games),
        los = row.Superiority, row.Group, flags = row.Flags.Names(), row.NashShare, row.NashSkill, row.AlphaRank,
    };

    private static double? Share(double part, long games) => games == 0 ? null : part / games;
}
