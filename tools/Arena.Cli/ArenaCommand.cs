using System.CommandLine;
using Arena.Cli.Commands;
using Arena.Cli.Tournaments;
using Grpc.Core;

namespace Arena.Cli;

/// <summary>The command line. Exit code 0: done; 1: failed; 2: wrong usage.</summary>
internal static class ArenaCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        // Flags with one dash and words of their own are another language.
        if (TournamentCommand.Is(args)) return await GuardAsync(cancellationToken => TournamentCommand.RunAsync(args, cancellationToken));
        var root = new RootCommand("Runs leagues of competing agents on a mesh of machines.")
        {
            PlayCommand.Create(),
            MatchCommand.Create(),
            GamesCommand.Create(),
            LeaguesCommand.Create(),
            MatchesCommand.Create(),
            ReplayCommand.Create(),
            ExportCommand.Create(),
            NodesCommand.Create(),
            AgentsCommand.Create(),
            BotCommand.Create(),
            LedgerCommand.Create(),
            ResourcesCommand.Create(),
            LogsCommand.Create(),
            TracesCommand.Create(),
            MetricsCommand.Create(),
            DashboardCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"arena: {error.Message}");
            await Console.Error.WriteLineAsync("'arena --help' lists the commands, 'arena COMMAND --help' what each takes.");
            return ExitCode.Usage;
        }

        return await GuardAsync(cancellationToken => parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken));
    }

    private static async Task<int> GuardAsync(Func<CancellationToken, Task<int>> run)
    {
        using var interrupted = new CancellationTokenSource();
        using var sigint = Interrupt.On(interrupted);
        try
        {
            return await run(interrupted.Token);
        }
        catch (CommandException failure)
        {
            await Console.Error.WriteLineAsync($"arena: {failure.Message}");
            return failure.ExitCode;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("arena: interrupted");
            return ExitCode.Failed;
        }
        catch (RpcException failure)
        {
            await Console.Error.WriteLineAsync($"arena: {failure.Status.Detail} ({failure.StatusCode})");
            return failure.StatusCode == StatusCode.InvalidArgument ? ExitCode.Usage : ExitCode.Failed;
        }
    }
}
