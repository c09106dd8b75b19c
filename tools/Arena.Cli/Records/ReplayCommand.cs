using System.CommandLine;
using Arena.Cli.Systems;
using Arena.Core.Records;

namespace Arena.Cli.Records;

/// <summary><c>arena replay LEAGUE|FILE [MATCH]</c>: plays recorded matches again and compares.</summary>
internal static class ReplayCommand
{
    private const int MaxShown = 20; // matches that are not true

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
        var command = new Command(
            "replay",
            "Plays recorded matches again, move by move, and says where record and re-execution differ. Exit code 1: they do.")
        {
            source, match, json, pgn, kaggle,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            if (new[] { parsed.GetValue(json), parsed.GetValue(pgn), parsed.GetValue(kaggle) }.Count(given => given) > 1)
                throw new CommandException("one of --json, --pgn and --kaggle at most", ExitCode.Usage);
            RecordFormat? format = null;
            if (parsed.GetValue(pgn))
                format = RecordFormat.Pgn;
            if (parsed.GetValue(kaggle))
                format = RecordFormat.Kaggle;
            return ReplayAsync(
                parsed.GetRequiredValue(source), parsed.GetValue(match), system.Of(parsed), parsed.GetValue(json), format,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> ReplayAsync(
        string source, int? match, NamedSystem system, bool json, RecordFormat? format, CancellationToken cancellationToken)
    {
        var replays = new List<ReplayedMatch>();
        var notes = new OrderedDictionary<string, int>(); // what was compared with the ledger, and of how many records
        var (played, wrong) = (0, 0);
        using var client = RecordSource.IsFile(source) ? RunningSystem.TryConnect(system) : null;
        await foreach (var document in RecordSource.ReadAsync(source, match, system, cancellationToken))
        {
            var ledger = RecordSource.IsFile(source)
                ? await LedgerComparison.OfAsync(document, client, cancellationToken)
                : LedgerComparison.None;
            var replay = new ReplayedMatch(document, MatchReplay.Run(document, cancellationToken), ledger);
            played++;
            if (ledger.Note.Length > 0)
                notes[ledger.Note] = notes.GetValueOrDefault(ledger.Note) + 1;
            if (!replay.IsTrue)
                wrong++;
            if (json || played == 1 || (!replay.IsTrue && wrong <= MaxShown))
                replays.Add(replay);
            if (format is { } wanted)
                Console.Out.Write(RecordFormats.Write(document, wanted, alone: false));
        }

        if (json)
            Console.WriteLine(ReplayText.ToJson(replays));
        else
            Say(format is null ? Console.Out : Console.Error, replays, notes, played, wrong);
        return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Say(
        TextWriter writer, List<ReplayedMatch> replays, OrderedDictionary<string, int> notes, int played, int wrong)
    {
        foreach (var replay in replays.Where(replay => played == 1 || !replay.IsTrue))
            ReplayText.Write(writer, replay);
        if (played == 1)
            return;
        ReplayText.WriteSummary(writer, played, wrong, notes);
    }
}
