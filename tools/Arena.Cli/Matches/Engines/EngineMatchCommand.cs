using Arena.Core.Agents;
using Arena.Core.Matches;
using Arena.Core.Pgn;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary><c>arena match -engine … -engine … [FLAGS]</c>: engines against each other in this process.</summary>
internal static class EngineMatchCommand
{
    /// <summary>Whether a command line is in this dialect.</summary>
    public static bool Is(IReadOnlyList<string> arguments) =>
        arguments is ["match", ..] && arguments.Any(argument => argument is "-engine" or "-each");

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var tournament = EngineMatch.Read([.. arguments.Skip(1)]);
        foreach (var note in tournament.Notes)
            await errors.WriteLineAsync($"arena: {note}");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var engines = new EnginePool(tournament.Engines, TimeProvider.System);
        await using var pgn = Open(tournament);
        var report = new EngineMatchReport(tournament, output);
        var (decided, broken) = (false, false);
        var matches = new LocalMatches(tournament.Plan, [engines], tournament.Concurrency) { Started = report.Started };
        try
        {
            await matches.PlayAsync(
                (match, record) =>
                {
                    if (decided || broken)
                        return;
                    var end = GameEnd.Of(match.Spec, record);
                    report.Finished(match, end);
                    if (pgn is not null)
                        Write(pgn, GamePgn.Of(tournament, match, record, end, TimeProvider.System.GetLocalNow()));
                    decided = report.Add(match, record);
                    broken = !tournament.Recover && record.Verdicts.Any(v => v is Verdict.Crash or Verdict.Disconnect);
                    if (decided || broken)
                        enough.Cancel();
                },
                enough.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && (decided || broken))
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

        if (broken)
            await errors.WriteLineAsync("arena: an engine broke down; -recover counts that as a loss and goes on");
        return broken ? ExitCode.Failed : ExitCode.Done;
    }

    // At once: a match that is interrupted leaves what was played.
    private static void Write(StreamWriter pgn, PgnChessGame game)
    {
        PgnWriter.Write(pgn, game);
        pgn.Flush();
    }

    private static StreamWriter? Open(EngineMatch tournament)
    {
        if (tournament.PgnPath is not { } path)
            return null;
        try
        {
            return new StreamWriter(path, tournament.PgnAppends) { NewLine = "\n" };
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-pgnout: {unwritable.Message}", ExitCode.Usage);
        }
    }
}
