using Arena.Cli.Output;
using Arena.Core.Records;

namespace Arena.Cli.Records;

/// <summary>What replays found, for people and for programs.</summary>
internal static class ReplayText
{
    public static void Write(TextWriter writer, MatchDocument document, ReplayReport report)
    {
        writer.WriteLine(report.IsTrue
            ? $"{MatchText.Title(document)}: the record is true ({report.Actions} actions played again, {report.Asked} asked for again)"
            : $"{MatchText.Title(document)}: the record is NOT what re-execution gives:");
        foreach (var difference in report.Differences)
            writer.WriteLine($"  {difference}");
        foreach (var note in report.Notes)
            writer.WriteLine($"  note: {note}");
    }

    public static string ToJson(IEnumerable<(MatchDocument Document, ReplayReport Report)> replays) => ReportJson.Of(
        replays.Select(r => new
        {
            league = r.Document.Origin?.League,
            match = r.Document.Origin?.Match,
            game = r.Document.Spec.Game.Type.Name,
            agents = r.Document.Spec.Agents.Select(a => a.Name),
            hash = Convert.ToHexStringLower(r.Document.Record.Hash),
            isTrue = r.Report.IsTrue,
            actions = r.Report.Actions,
            asked = r.Report.Asked,
            differences = r.Report.Differences,
            notes = r.Report.Notes,
        }));
}
