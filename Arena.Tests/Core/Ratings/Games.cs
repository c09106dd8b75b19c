using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Results;

namespace Arena.Tests.Core.Ratings;

/// <summary>Made-up results with known truth.</summary>
internal static class Games
{
    public static ResultSet Of(params (string First, string Second, int Wins, int Draws, int Losses)[] matches)
    {
        var builder = new ResultSetBuilder();
        foreach (var (first, second, wins, draws, losses) in matches)
        {
            var (a, b) = (builder.Player(first), builder.Player(second));
            for (var i = 0; i < wins; i++) builder.Add(a, b, GameResult.Win);
            for (var i = 0; i < draws; i++) builder.Add(a, b, GameResult.Draw);
            for (var i = 0; i < losses; i++) builder.Add(a, b, GameResult.Loss);
        }

        return builder.Build();
    }

    public static string Name(int player) => $"p{player:0000}";

    /// <summary>One game's result; a third of what is not decided by strength is drawn.</summary>
    public static GameResult Roll(Dice dice, double difference)
    {
        var score = EloScale.ToScore(difference);
        var draw = Math.Min(score, 1 - score) * 0.66;
        var roll = dice.NextDouble();
        return roll < score - draw / 2 ? GameResult.Win : roll < score + draw / 2 ? GameResult.Draw : GameResult.Loss;
    }

    public static List<(string First, string Second, GameResult Result)> Random(Dice dice, double[] strengths, int games, double seat = 0)
    {
        var list = new List<(string, string, GameResult)>();
        for (var g = 0; g < games; g++)
        {
            var a = dice.NextBelow(strengths.Length);
            var b = (a + 1 + dice.NextBelow(strengths.Length - 1)) % strengths.Length;
            list.Add((Name(a), Name(b), Roll(dice, strengths[a] - strengths[b] + seat)));
        }

        return list;
    }

    public static ResultSet Set(IEnumerable<(string First, string Second, GameResult Result)> games)
    {
        var builder = new ResultSetBuilder();
        foreach (var (first, second, result) in games) builder.Add(first, second, result);
        return builder.Build();
    }
}
