using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Cli.Matches;

/// <summary>What <c>arena games</c> prints.</summary>
internal static class GamesReport
{
    public static void WriteList(bool json)
    {
        if (json)
            Write(GameCatalog.All.Select(Describe));
        else
        {
            TextTable.Write(
                [
                    "Game", new("Title", Wraps: true), new("Seats", IsRight: true, Drop: 2), new("Kind", Drop: 3),
                    new("Parameters", Drop: 1, Wraps: true),
                ],
                GameCatalog.All.Select(g => new object[] { g.Name, g.Title, g.Seats, Kind(g), Parameters(g) }));
        }
    }

    public static void WriteGame(GameState state, bool json)
    {
        var strategies = StrategyCatalog.For(state.Game.Type).ToList();
        if (json)
            WriteGameJson(state, strategies);
        else
            WriteGameText(state, strategies);
    }

    public static void WritePerft(
        GameState start, int plies, long count, IReadOnlyList<(string Move, long Count)>? moves, bool json)
    {
        if (json)
        {
            Write(new
            {
                game = start.Game.Type.Name,
                state = start.ToString(),
                depth = plies,
                count,
                moves = moves?.Select(m => new { m.Move, m.Count }),
            });
            return;
        }

        foreach (var (move, after) in moves ?? [])
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{move}: {after}"));
        Console.WriteLine(count.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteGameJson(GameState state, List<StrategyType> strategies) => Write(new
    {
        game = Describe(state.Game.Type),
        strategies = strategies.Select(s => new { s.Id, s.Description, s.Source }),
        state = state.ToString(),
        toMove = ToMove(state),
        moves = Moves(state),
    });

    private static void WriteGameText(GameState state, List<StrategyType> strategies)
    {
        var type = state.Game.Type;
        Console.WriteLine($"{type.Name}: {type.Title}. {type.Description}");
        Console.Write($"{type.Seats} seats, {Kind(type)}, ranked by {(type.RankBy == RankBy.Score ? "score" : "points")}");
        Console.WriteLine(type.Aliases.IsEmpty ? "" : $"; also called {string.Join(", ", type.Aliases)}");
        if (!type.Parameters.Definitions.IsEmpty)
        {
            Console.WriteLine();
            TextTable.Write(
                ["Parameter", ">Default", new("Allowed", Drop: 1, Wraps: true), new("What it is", Wraps: true)],
                type.Parameters.Definitions.Select(p => new object[] { p.Name, p.TextOf(p.Default), p.Allowed, p.Description }));
        }

        Console.WriteLine();
        Console.WriteLine(state.ToString());
        Console.WriteLine();
        Console.WriteLine($"{ToMove(state)}: {string.Join(" ", Moves(state))}".TrimEnd(' ', ':'));
        Console.WriteLine($"strategies: {string.Join(", ", strategies.Select(s => s.Id))}");
    }

    private static object Describe(GameType game) => new
    {
        game.Name,
        game.Aliases,
        game.Title,
        game.Description,
        game.Seats,
        simultaneous = game.IsSimultaneous,
        hiddenInformation = game.HasHiddenInformation,
        rankBy = game.RankBy.ToString().ToLowerInvariant(),
        parameters = game.Parameters.Definitions.Select(Describe),
    };

    private static object Describe(ParameterDefinition parameter) => parameter.Kind == ParameterKind.Choice
        ? new { parameter.Name, @default = parameter.TextOf(parameter.Default), parameter.Words, parameter.Description }
        : new { parameter.Name, parameter.Default, parameter.Minimum, parameter.Maximum, parameter.Description };

    private static string Kind(GameType game) =>
        (game.IsSimultaneous ? "at once" : "in turn") + (game.HasHiddenInformation ? ", hidden cards" : "");

    private static string Parameters(GameType game) => string.Join(
        " ", game.Parameters.Definitions.Select(p => $"{p.Name}={p.TextOf(p.Default)}"));

    private static string ToMove(GameState state) => state.CurrentSeat switch
    {
        Turn.Terminal => "the game is over",
        Turn.Chance => "chance",
        Turn.Simultaneous => "every seat at once",
        var seat => string.Create(CultureInfo.InvariantCulture, $"seat {seat} to move"),
    };

    // Of simultaneous seats, the first one's.
    private static List<string> Moves(GameState state)
    {
        if (state.IsTerminal)
            return [];
        var seat = state.CurrentSeat == Turn.Simultaneous ? 0 : state.CurrentSeat;
        var actions = new int[state.Game.MaxLegalActions];
        return [.. actions.Take(state.LegalActions(seat, actions)).Select(action => state.ActionName(seat, action))];
    }

    private static void Write(object value) => Console.WriteLine(ReportJson.Of(value));
}
