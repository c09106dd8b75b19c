using Arena.Cli.Output;

namespace Arena.Cli.Records;

/// <summary>What replays found, for people and for programs.</summary>
internal static class ReplayText
{
    // What hash and seal are over, with what re-execution gives.
    private const string Covered =
        "game, parameters, opening, seed, epoch, agents, moves, times, scores, verdicts, reason and ruling are those of hash and seal";

    // A ledger may say of each record that it does not have it.
    private const int MostNotes = 20;

    public static void Write(TextWriter writer, ReplayedMatch replay)
    {
        var (title, report) = (MatchText.Title(replay.Document), replay.Report);
        if (replay.IsTrue)
        {
            var actions = Counted.Of(report.Actions, "action");
            writer.WriteLine($"{title}: the record is true ({actions} played again, {report.Asked} asked for again)");
            if (report.Notes.IsEmpty)
                writer.WriteLine($"  {Covered}");
        }
        else
        {
            writer.WriteLine(report.IsTrue
                ? $"{title}: the record is NOT what the ledger has:"
                : $"{title}: the record is NOT what re-execution gives:");
        }

        foreach (var difference in report.Differences)
            writer.WriteLine($"  {difference}");
        foreach (var difference in replay.Ledger.Differences)
            writer.WriteLine($"  {difference}");
        foreach (var note in report.Notes)
            writer.WriteLine($"  note: {note}");
        if (replay.Ledger.Note.Length > 0)
            writer.WriteLine($"  {replay.Ledger.Note}");
    }

    /// <summary>What was found of many.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="played">How many records there were.</param>
    /// <param name="wrong">How many of them are not true.</param>
    /// <param name="notes">What their ledger said, and of how many.</param>
    public static void WriteSummary(TextWriter writer, int played, int wrong, IReadOnlyDictionary<string, int> notes)
    {
        var right = played - wrong;
        writer.Write($"{Counted.Of(played, "match")} played again: {Counted.Of(right, "record")} {Are(right)} true, ");
        writer.WriteLine($"{wrong} {Are(wrong)} not");
        foreach (var (note, count) in notes.Take(MostNotes))
            writer.WriteLine($"  {Counted.Of(count, "record")}: {note}");
        if (notes.Count > MostNotes)
            writer.WriteLine($"  {Counted.Of(notes.Skip(MostNotes).Sum(note => note.Value), "more record")}");
    }

    private static string Are(int count) => count == 1 ? "is" : "are";

    public static string ToJson(IEnumerable<ReplayedMatch> replays) => ReportJson.Of(
        replays.Select(replay => new
        {
            league = replay.Document.Origin?.League,
            match = replay.Document.Origin?.Match,
            game = replay.Document.Spec.Game.Type.Name,
            agents = replay.Document.Spec.Agents.Select(agent => agent.Name),
            hash = Convert.ToHexStringLower(replay.Document.Record.Hash),
            isTrue = replay.IsTrue,
            actions = replay.Report.Actions,
            asked = replay.Report.Asked,
            differences = replay.Report.Differences,
            notes = replay.Report.Notes,
            ledger = replay.Ledger.Note.Length == 0 ? null : new { note = replay.Ledger.Note, differences = replay.Ledger.Differences },
        }));
}
