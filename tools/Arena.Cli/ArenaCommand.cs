using System.CommandLine;
using System.CommandLine.Help;
using Arena.Cli.Bots;
using Arena.Cli.Leagues;
using Arena.Cli.Ledger;
using Arena.Cli.Matches;
using Arena.Cli.Matches.Engines;
using Arena.Cli.Nodes;
using Arena.Cli.Play;
using Arena.Cli.Rate;
using Arena.Cli.Records;
using Arena.Client;
using Grpc.Core;

namespace Arena.Cli;

/// <summary>The command line. Exit code 0: done; 1: failed; 2: wrong usage.</summary>
internal static class ArenaCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? errors = null)
    {
        (output, errors) = (output ?? Console.Out, errors ?? Console.Error);
        // Flags with one dash and words of their own are another language.
        if (EngineMatchCommand.Is(args))
            return await GuardAsync(errors, cancellationToken => EngineMatchCommand.RunAsync(args, output, errors, cancellationToken));
        // Not a RootCommand, which is called as the program file is.
        var root = new Command("arena", "Runs leagues of competing agents on a mesh of machines.")
        {
            new HelpOption(),
            new VersionOption(),
            PlayCommand.Create(),
            MatchCommand.Create(),
            GamesCommand.Create(),
            RateCommand.Create(),
            SprtCommand.Create(),
            LeaguesCommand.Create(),
            LeagueLifeCommands.Pause(),
            LeagueLifeCommands.Resume(),
            LeagueLifeCommands.Stop(),
            StandingsCommand.Create(),
            CrosstableCommand.Create(),
            MatchesCommand.Create(),
            ReplayCommand.Create(),
            ExportCommand.Create(),
            NodesCommand.Create(),
            AgentsCommand.Create(),
            BotCommand.Create(),
            LedgerCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var isUnknown = args is [var verb, ..] && !verb.StartsWith('-') && root.Subcommands.All(command => command.Name != verb);
            foreach (var error in isUnknown ? [$"there is no command '{args[0]}'"] : parsed.Errors.Select(error => error.Message))
                await errors.WriteLineAsync($"arena: {error}");
            await errors.WriteLineAsync("'arena --help' lists the commands, 'arena COMMAND --help' what each takes.");
            return ExitCode.Usage;
        }

        return await GuardAsync(errors, cancellationToken => parsed.InvokeAsync(
            new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = errors,
            }, cancellationToken));
    }

    private static async Task<int> GuardAsync(TextWriter errors, Func<CancellationToken, Task<int>> run)
    {
        using var interrupted = new CancellationTokenSource();
        using var sigint = Interrupt.On(interrupted);
        try
        {
            return await run(interrupted.Token);
        }
        catch (CommandException failure)
        {
            await errors.WriteLineAsync($"arena: {failure.Message}");
            return failure.ExitCode;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            await errors.WriteLineAsync("arena: interrupted");
            return ExitCode.Failed;
        }
        catch (RpcException failure)
        {
            foreach (var fault in CallFaults.Of(failure))
                await errors.WriteLineAsync($"arena: {fault} ({failure.StatusCode})");
            return failure.StatusCode == StatusCode.InvalidArgument ? ExitCode.Usage : ExitCode.Failed;
        }
    }
}
