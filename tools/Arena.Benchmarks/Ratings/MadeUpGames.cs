using System.Text;
using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Results;

namespace Arena.Benchmarks.Ratings;

/// <summary>Games between players of known strength.</summary>
internal static class MadeUpGames
{
    /// <summary>Everybody meets everybody: an engine list.</summary>
    public static List<(int White, int Black, GameResult Result)> Dense(int players, int games, Seed seed)
    {
        var dice = new Dice(seed);
        var list = new List<(int, int, GameResult)>(games);
        for (var g = 0; g < games; g++)
        {
            var white = dice.NextBelow(players);
            var black = (white + 1 + dice.NextBelow(players - 1)) % players;
            list.Add((white, black, Roll(dice, Strength(white, players) - Strength(black, players) + 35)));
        }

        return list;
    }

    /// <summary>
    /// Seasons of divisions whose members come and go, as in an archive of many years: few meet many, many meet few.
    /// </summary>
    public static List<(int White, int Black, GameResult Result)> Archive(int names, int games, Seed seed)
    {
        const int Division = 16;
        var dice = new Dice(seed);
        var list = new List<(int, int, GameResult)>(games);
        while (list.Count < games)
        {
            // A division is players of similar strength; its members' versions are names of their own.
            var middle = dice.NextBelow(names);
            var members = Enumerable.Range(0, Division)
                .Select(_ => Math.Clamp(middle + dice.NextBelow(120) - 60, 0, names - 1))
                .Distinct()
                .ToArray();
            foreach (var white in members)
            {
                foreach (var black in members)
                {
                    if (white != black && dice.Chance(0.3) && list.Count < games)
                        list.Add((white, black, Roll(dice, Strength(white, names) - Strength(black, names) + 35)));
                }
            }
        }

        return list;
    }

    public static ResultSet Set(List<(int White, int Black, GameResult Result)> games)
    {
        var builder = new ResultSetBuilder();
        foreach (var (white, black, result) in games)
            builder.Add(Name(white), Name(black), result);
        return builder.Build();
    }

    public static string Name(int player) => $"Engine {player:0000} 64-bit";

    public static byte[] Csv(List<(int White, int Black, GameResult Result)> games)
    {
        var text = new StringBuilder("white,black,result\n", games.Count * 48);
        foreach (var (white, black, result) in games)
            text.Append($"{Name(white)},{Name(black)},{Text(result)}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Pgn(List<(int White, int Black, GameResult Result)> games)
    {
        var text = new StringBuilder();
        foreach (var (index, (white, black, result)) in games.Index())
        {
            text.Append(Headers(index, white, black, result));
            for (var move = 1; move <= 40; move++)
                text.Append($"{move}. Nf3 {{+0.32/14, 0.102s}} Nf6 {{-0.30/15 0.111s}}{(move % 4 == 0 ? '\n' : ' ')}");
            text.Append(Text(result)).Append("\n\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Games of tags and results alone.</summary>
    public static void WriteHeaders(TextWriter pgn, List<(int White, int Black, GameResult Result)> games)
    {
        foreach (var (index, (white, black, result)) in games.Index())
            pgn.Write($"{Headers(index, white, black, result)}{Text(result)}\n\n");
    }

    private static string Headers(int index, int white, int black, GameResult result) =>
        $"[Event \"bench\"]\n[Site \"?\"]\n[Date \"2026.01.01\"]\n[Round \"{index}\"]\n"
        + $"[White \"{Name(white)}\"]\n[Black \"{Name(black)}\"]\n[Result \"{Text(result)}\"]\n\n";

    private static string Text(GameResult result) => result switch { GameResult.Win => "1-0", GameResult.Loss => "0-1", _ => "1/2-1/2" };

    private static double Strength(int player, int players) => 1200.0 * player / players;

    private static GameResult Roll(Dice dice, double difference)
    {
        var score = EloScale.ToScore(difference);
        var draw = 0.6 * Math.Min(score, 1 - score);
        var roll = dice.NextDouble();
        return roll < score - draw / 2 ? GameResult.Win : roll < score + draw / 2 ? GameResult.Draw : GameResult.Loss;
    }
}
