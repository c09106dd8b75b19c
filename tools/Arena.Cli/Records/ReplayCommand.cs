using System.CommandLine;
using Arena.Core.Records;

namespace Arena.Cli.Records;

/// <summary><c>arena replay LEAGUE|FILE [MATCH]</c>: plays recorded matches again and compares.</summary>
internal static class ReplayCommand
{
    private const int MaxShown = 20; // matches of a league that are not true

    public static Command Create()
    {
        var source = RecordArguments.Source();
        var match = RecordArguments.Match();
        var json = CommonOptions.Json();
        var pgn = new Option<bool>("--pgn")
        {
            Description = "Print the match as PGN as well (chess); what the replay found goes to standard error.",
        };
        var kaggle = new Option<bool>("--kaggle") { Description = "Print the match as a Kaggle episode as well." };
        var endpoint = CommonOptions.Endpoint();
        var command = new Command(
            "replay",
            "Plays recorded matches again, move by move, and says where record and re-execution differ. Exit code 1: they do.")
        {
            source, match, json, pgn, kaggle, endpoint,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (new[] { parsed.GetValue(json), parsed.GetValue(pgn), parsed.GetValue(kaggle) }.Count(given => given) > 1)
                throw new CommandException("one of --json, --pgn and --kaggle at most", ExitCode.Usage);
            RecordFormat? format = null;
            if (parsed.GetValue(pgn))
                format = RecordFormat.Pgn;
            if (parsed.GetValue(kaggle))
                format = RecordFormat.Kaggle;
            var documents = RecordSource.ReadAsync(
                parsed.GetRequiredValue(source), parsed.GetValue(match), parsed.GetValue(endpoint), cancellationToken);
            return ReplayAsync(documents, parsed.GetValue(json), format, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ReplayAsync(
        IAsyncEnumerable<MatchDocument> documents, bool json, RecordFormat? format, CancellationToken cancellationToken)
    {
        var replays = new List<(MatchDocument Document, ReplayReport Report)>();
        var (played, wrong) = (0, 0);
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            var report = MatchReplay.Run(document, cancellationToken);
            played++;
            if (!report.IsTrue)
                wrong++;
            if (json || played == 1 || (!report.IsTrue && wrong <= MaxShown))
                replays.Add((document, report));
            if (format is { } wanted)
                Console.Out.Write(RecordFormats.Write(document, wanted, alone: false));
        }

        if (json)
            Console.WriteLine(ReplayText.ToJson(replays));
        else
            Say(format is null ? Console.Out : Console.Error, replays, played, wrong);
        return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Say(TextWriter writer, List<(MatchDocument Document, ReplayReport Report)> replays, int played, int wrong)
    {
        foreach (var (document, report) in replays.Where(r => played == 1 || !r.Report.IsTrue))
            ReplayText.Write(writer, document, report);
        if (played != 1)
            writer.WriteLine($"{played} matches played again: {played - wrong} records are true, {wrong} are not");
    }
}
