using Arena.Core.Agents;
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
        var flags = begun is null ? given : EngineMatch.Resumed(EngineMatch.Flags(begun.Arguments), given);
        var match = EngineMatch.Read(flags);
        foreach (var note in match.Notes)
            await errors.WriteLineAsync($"arena: {note}");
        using var saved = begun ?? keeping.Begin(flags.Arguments, errors);
        var warned = new HashSet<string>();
        match.Engines.Warn = warning =>
        {
            lock (warned)
            {
                if (warned.Add(warning))
                    errors.WriteLine($"arena: warning: {warning}");
            }
        };
        await using var engines = new EnginePool(match.Engines, TimeProvider.System);
        using var pgn = match.Pgn is { } written ? PgnFile.Open(written, appends: begun is not null) : null;
        var report = new EngineMatchReport(match, output);
        var run = new EngineMatchRun(match, engines, saved, pgn, report);
        if (begun is not null)
            await output.WriteLineAsync($"Goes on after {begun.Games.Count} of {match.Plan.Count} games, from {keeping.Path}");
        run.Restore(begun?.Games ?? []);
        try
        {
            await PlayAsync(match, engines, run, report, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(
                $"interrupted after {run.Played} of {match.Plan.Count} games{(saved is null ? "" : $"; '{keeping.Resume}' goes on")}",
                ExitCode.Failed);
        }

        if (run.Failure is { } failure)
            await errors.WriteLineAsync($"arena: {failure}");
        return run.Failure is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task PlayAsync(
        EngineMatch match, EnginePool engines, EngineMatchRun run, EngineMatchReport report, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var games = new LocalMatches(match.Plan, [engines], match.Concurrency)
        {
            First = run.IsOver ? match.Plan.Count : run.Played,
            Started = report.Started,
        };
        try
        {
            await games.PlayAsync(
                (game, record) =>
                {
                    run.See(game, record);
                    if (run.IsOver)
                        enough.Cancel();
                },
                enough.Token);
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
            report.Write();
        }
    }
}
