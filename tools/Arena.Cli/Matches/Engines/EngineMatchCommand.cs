using Arena.Core.Agents;
using Arena.Core.Matches;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary><c>arena match -engine … -engine … [FLAGS]</c>: engines against each other in this process.</summary>
internal static class EngineMatchCommand
{
    private static readonly string[] _own = ["-engine", "-each", "-resume", "-config"];

    /// <summary>Whether a command line is in this dialect.</summary>
    public static bool Is(IReadOnlyList<string> arguments) =>
        arguments is ["match", ..] && arguments.Any(argument => _own.Contains(argument));

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var given = EngineMatch.Flags([.. arguments.Skip(1)]);
        var keeping = MatchKeeping.Read(given);
        using var begun = keeping.Resumes ? SavedMatch.Open(keeping.Path) : null;
        var flags = begun is null ? given : EngineMatch.Resumed(begun, given);
        var match = EngineMatch.Read(flags);
        foreach (var note in match.Notes)
            await errors.WriteLineAsync($"arena: {note}");
        WarnTo(errors, match);
        keeping.Check();
        CheckFiles(match, keeping);
        begun?.CheckAgainst(match.Plan);
        var half = TakeOutHalf(match, begun, errors);
        await using var engines = new EnginePool(match.Engines, TimeProvider.System);
        var report = new EngineMatchReport(match, output);
        if (begun is not null && (begun.IsOver || begun.Games.Count == match.Plan.Count))
            return await TellEndAsync(match, engines, begun, report, output);

        // Nothing of what is there is changed before all of it is known to be right and every engine runs.
        var programs = await EngineStart.RunAsync(match, engines, cancellationToken);
        var settings = SavedSettings.Of(flags.Arguments, match.Plan, programs);
        begun?.Settings.CheckUnchanged(settings);
        using var pgn = match.Pgn is { } written ? PgnFile.Open(written, appends: begun is not null, half) : null;
        using var saved = begun ?? keeping.Begin(settings, output, errors);
        var run = new EngineMatchRun(match, engines, saved, pgn, report);
        if (begun is not null)
            await output.WriteLineAsync($"Goes on after {begun.Games.Count} of {match.Plan.Count} games, from {keeping.Path}");
        try
        {
            await PlayAsync(match, engines, run, report, run.Restore(begun?.Games ?? []), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(
                $"interrupted after {run.Played} of {match.Plan.Count} games{(saved is null ? "" : $"; '{keeping.Resume}' goes on")}",
                ExitCode.Failed);
        }

        if (run.Failure is null)
            saved?.End();
        else
            await errors.WriteLineAsync($"arena: {run.Failure}");
        return run.Failure is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static void WarnTo(TextWriter errors, EngineMatch match)
    {
        var warned = new HashSet<string>();
        match.Engines.Warn = warning =>
        {
            lock (warned)
            {
                if (warned.Add(warning))
                    errors.WriteLine($"arena: warning: {warning}");
            }
        };
    }

    // A match that is kept in its own PGN would be neither.
    private static void CheckFiles(EngineMatch match, MatchKeeping keeping)
    {
        if (keeping.Keeps && match.Pgn is { } pgn && Path.GetFullPath(pgn.Path) == Path.GetFullPath(keeping.Path))
            throw new CommandException($"-pgnout: {pgn.Path} is where the match is kept; wanted another file", ExitCode.Usage);
    }

    // What ended the program may have done so between keeping a game and writing it, or within.
    private static PgnPlace? TakeOutHalf(EngineMatch match, SavedMatch? begun, TextWriter errors)
    {
        if (match.Pgn is not { } pgn || begun?.Games.LastOrDefault()?.Pgn is not { } place)
            return null;
        if (PgnFile.IsAnother(pgn, place))
            errors.WriteLine($"arena: warning: -pgnout: {pgn.Path} lacks games that were played before; those to come are added");
        if (!PgnFile.Lacks(pgn, place))
            return null;
        begun.ForgetLast();
        return place;
    }

    private static async Task<int> TellEndAsync(
        EngineMatch match, EnginePool engines, SavedMatch begun, EngineMatchReport report, TextWriter output)
    {
        await output.WriteLineAsync($"The match in {begun.FilePath} is finished after {begun.Games.Count} of {match.Plan.Count} games");
        var run = new EngineMatchRun(match, engines, saved: null, pgn: null, report);
        foreach (var (index, game) in run.Restore(begun.Games).OrderBy(game => game.Key))
            run.See(match.Plan.At(index), game);
        report.WriteLast();
        return ExitCode.Done;
    }

    private static async Task PlayAsync(
        EngineMatch match, EnginePool engines, EngineMatchRun run, EngineMatchReport report, IReadOnlyDictionary<int, GameResult> before,
        CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var games = new LocalMatches(match.Plan, [engines], match.Concurrency) { Started = report.Started };
        try
        {
            await games.PlayAsync(before, End, See, enough.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && run.IsOver)
        {
            // What there was to see is seen.
        }
        catch (AgentUnavailableException unavailable)
        {
            throw new CommandException($"match: {unavailable.Message}", ExitCode.Usage);
        }
        finally
        {
            run.SeeRest();
            report.WriteLast();
        }

        GameResult End(PlannedMatch game, MatchRecord record)
        {
            var result = run.End(game, record);
            CancelIfOver();
            return result;
        }

        void See(PlannedMatch game, GameResult result)
        {
            run.See(game, result);
            CancelIfOver();
        }

        void CancelIfOver()
        {
            if (run.IsOver)
                enough.Cancel();
        }
    }
}
