using System.CommandLine;
using Arena.Core.Games;

namespace Arena.Cli.Matches;

/// <summary><c>arena games list|show|perft</c>: the games themselves; no system is needed.</summary>
internal static class GamesCommand
{
    private const int MostPlies = 100;

    public static Command Create() => new("games", "Shows the games that Arena knows, and counts their moves.")
    {
        List(), Show(), PerftCount(),
    };

    private static Command List()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the games.") { json };
        command.SetAction(parsed =>
        {
            GamesReport.WriteList(parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var (game, parameters, state) = (Game(), GameArgument.Parameters(), State());
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows a game: its parameters, its strategies, its start and the moves there.")
        {
            game, parameters, state, json,
        };
        command.SetAction(parsed =>
        {
            var rules = GameArgument.Game(parsed.GetRequiredValue(game), parsed.GetValue(parameters)!);
            GamesReport.WriteGame(GameArgument.State(rules, parsed.GetValue(state)), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command PerftCount()
    {
        var (game, parameters, state) = (Game(), GameArgument.Parameters(), State());
        var depth = new Argument<int>("DEPTH")
        {
            Description = $"Moves in a sequence, 0 to {MostPlies}.",
            CustomParser = CommonOptions.Number("DEPTH", 0, MostPlies),
        };
        var divide = new Option<bool>("--divide") { Description = "Also count the sequences that begin with each move." };
        var json = CommonOptions.Json();
        var command = new Command("perft", "Counts the sequences of moves of a length: the customary check of a game's rules.")
        {
            game, depth, parameters, state, divide, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var rules = GameArgument.Game(parsed.GetRequiredValue(game), parsed.GetValue(parameters)!).ForPerft;
                var start = GameArgument.State(rules, parsed.GetValue(state));
                var plies = parsed.GetValue(depth);
                var moves = parsed.GetValue(divide) ? Divide(start, plies, cancellationToken) : null;
                var count = moves?.Sum(m => m.Count) ?? Perft.Count(start, plies, cancellationToken);
                GamesReport.WritePerft(start, plies, count, moves, parsed.GetValue(json));
                return ExitCode.Done;
            },
            cancellationToken));
        return command;
    }

    private static List<(string Move, long Count)> Divide(GameState start, int plies, CancellationToken cancellationToken)
    {
        if (plies == 0)
            throw new CommandException("--divide wants a DEPTH of at least 1", ExitCode.Usage);
        if (start.CurrentSeat == Turn.Simultaneous)
        {
            throw new CommandException(
                $"--divide: {start.Game.Type.Name} has joint choices, which are not counted apart", ExitCode.Usage);
        }

        return [.. Perft.Divide(start, plies, cancellationToken)];
    }

    private static Argument<string> Game() => new("GAME") { Description = GameArgument.Help };

    private static Option<string?> State() => new("--state")
    {
        Description = "Another state than the start, as the game writes it (chess: FEN; '/' or \\n between a board's rows).",
        HelpName = "TEXT",
    };
}
