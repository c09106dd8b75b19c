using System.Globalization;
using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Output;

/// <summary>A sequential test's report: fastchess' block for people, one JSON value for programs.</summary>
internal static class SprtText
{
    public static void Write(TextWriter output, SprtTest test, ScoreCounts counts)
    {
        var (report, estimate) = (test.Report(counts), MatchEstimate.Of(counts));
        output.Write($"Elo: {Number(estimate.Elo)} +/- {Number(estimate.EloError)}, ");
        output.WriteLine($"nElo: {Number(estimate.NormalizedElo)} +/- {Number(estimate.NormalizedEloError)}");
        output.Write($"LOS: {Percent(estimate.Superiority)}, DrawRatio: {Percent(DrawRatio(counts))}");
        output.WriteLine(counts.Paired ? $", PairsRatio: {Ratio(counts)}" : "");
        output.Write($"Games: {counts.Games}, {Results(counts)}");
        output.WriteLine(Text($"Points: {counts.Mean * counts.Games:0.0} ({Percent(Score(counts))})"));
        if (counts.Paired)
            output.WriteLine($"Ptnml(0-2): [{string.Join(", ", counts.Counts)}]");
        output.Write(Text($"LLR: {report.Llr:0.00} ({Share(report)}) ({report.Lower:0.00}, {report.Upper:0.00}) "));
        output.WriteLine(Text($"[{test.Elo0:0.00}, {test.Elo1:0.00}] {SprtWords.Of(test.Model)}"));
        output.WriteLine(report.State switch
        {
            SprtState.AcceptH1 => "H1 is accepted",
            SprtState.AcceptH0 => "H0 is accepted",
            _ => "No decision yet",
        });
    }

    public static void WriteJson(TextWriter output, SprtTest test, ScoreCounts counts) =>
        output.WriteLine(ReportJson.LineOf(JsonOf(test, counts)));

    public static object JsonOf(SprtTest test, ScoreCounts counts)
    {
        var (report, estimate) = (test.Report(counts), MatchEstimate.Of(counts));
        return new
        {
            model = SprtWords.Of(test.Model),
            test.Elo0,
            test.Elo1,
            test.Alpha,
            test.Beta,
            report.Llr,
            report.Lower,
            report.Upper,
            decision = SprtWords.Of(report.State),
            estimate.Elo,
            estimate.EloError,
            nElo = estimate.NormalizedElo,
            nEloError = estimate.NormalizedEloError,
            los = estimate.Superiority,
            drawRatio = DrawRatio(counts),
            pairsRatio = PairsRatio(counts),
            counts.Games,
            points = counts.Mean * counts.Games,
            score = Score(counts),
            ptnml = counts.Paired ? counts.Counts.ToArray() : null,
            wdl = counts.Paired ? null : new[] { counts.Counts[2], counts.Counts[1], counts.Counts[0] },
        };
    }

    private static double? Score(ScoreCounts counts) => counts.Total == 0 ? null : counts.Mean;

    private static double? DrawRatio(ScoreCounts counts) =>
        counts.Total == 0 ? null : (double)counts.Counts[counts.Counts.Length / 2] / counts.Total;

    private static double? PairsRatio(ScoreCounts counts)
    {
        if (!counts.Paired)
            return null;
        var worse = counts.Counts[0] + counts.Counts[1];
        return worse == 0 ? null : (double)(counts.Counts[3] + counts.Counts[4]) / worse;
    }

    private static string Results(ScoreCounts counts) =>
        counts.Paired ? "" : $"Wins: {counts.Counts[2]}, Losses: {counts.Counts[0]}, Draws: {counts.Counts[1]}, ";

    // How far towards the bound on the ratio's side.
    private static string Share(SprtReport report) =>
        Percent(Math.Abs(report.Llr / (report.Llr < 0 ? report.Lower : report.Upper)));

    // What the counts leave undefined is a dash, as in all tables.
    private static string Number(double? value) => value is { } number ? Text($"{number:0.00}") : "-";

    private static string Ratio(ScoreCounts counts) =>
        PairsRatio(counts) is null && counts.Counts[3] + counts.Counts[4] > 0 ? "inf" : Number(PairsRatio(counts));

    private static string Percent(double? share) => share is { } part ? Text($"{100 * part:0.00} %") : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
