using System.CommandLine;
using Arena.Cli.Systems;
using Arena.Client.Bots;
using Arena.Contracts.Channels;
using Arena.Engines.Processes;
using Grpc.Core;

namespace Arena.Cli.Bots;

/// <summary><c>arena bot --name NAME -- PROGRAM …</c>: any local program as an agent.</summary>
internal static class BotCommand
{
    private const int MaxGames = 1_024;

    public static Command Create()
    {
        var program = new Argument<string[]>("PROGRAM")
        {
            Description = "The program and its arguments, after '--'; see docs/bots.md.",
            Arity = ArgumentArity.OneOrMore,
        };
        var name = new Option<string>("--name")
        {
            Description = "The name by which the league knows it.",
            HelpName = "NAME",
            Required = true,
        };
        var node = new Option<string[]>("--node")
        {
            Description = "A node's gRPC address; several, by commas or one option each: when one is gone, it goes to the next. "
                + $"Default: {BotAddress.Variable}, else the newest system running in this checkout.",
            HelpName = "URL",
        };
        var token = new Option<string?>("--token")
        {
            Description = $"The nodes' token, where they want one. Default: {BotAddress.TokenVariable}, else {NamedSystem.KeyVariable}.",
            HelpName = "TOKEN",
        };
        var games = new Option<int>("--games")
        {
            Description = $"How many games to play at the same time, each in a process of its own, 1 to {MaxGames}.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = CommonOptions.Number("--games", 1, MaxGames),
        };
        var command = new Command("bot", "Plays with any local program as an agent of the arena.")
        {
            program, name, node, token, games,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            Runnable(parsed.GetRequiredValue(program)),
            new BotOptions
            {
                Name = parsed.GetRequiredValue(name),
                Nodes = BotAddress.Find(parsed.GetValue(node) ?? []),
                Token = parsed.GetValue(token) ?? Environment.GetEnvironmentVariable(BotAddress.TokenVariable)
                    ?? Environment.GetEnvironmentVariable(NamedSystem.KeyVariable),
                MaxGames = parsed.GetValue(games),
            },
            cancellationToken));
        return command;
    }

    // Before it is dealt a game, which it would forfeit.
    private static string[] Runnable(string[] command)
    {
        var path = ProgramFinder.Find(command[0], Environment.CurrentDirectory, out var fault)
            ?? throw new CommandException(fault, ExitCode.Usage);
        return [path, .. command.Skip(1)];
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> program, BotOptions options, CancellationToken cancellationToken)
    {
        await using var bot = new ProgramBot(program);
        var runner = new BotRunner(bot, options)
        {
            Welcomed = welcome => Console.Error.WriteLine($"'{options.Name}' plays at {welcome.Node}. Ctrl-C ends it."),
        };
        try
        {
            await runner.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable || failure.Status.DebugException is not null)
        {
            var asked = string.Join(", ", options.Nodes);
            throw new CommandException($"no node answers at {asked}: {CallFailure.Reason(failure)}", ExitCode.Failed);
        }

        return ExitCode.Done;
    }
}
