using Arena.Core.Primitives;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Results;

namespace Arena.Tests.Core.Ratings;

public sealed class MarkedGamesTests
{
    // Few marks, so that many have none, one, two or more games of the same players; enough of them that the table grows.
    [Theory]
    [InlineData(1, 40, 3)]
    [InlineData(2, 5_000, 900)]
    [InlineData(3, 5_000, 100_000)]
    public void Games_are_grouped_as_a_list_of_them_would_be(ulong seed, int games, int marks)
    {
        var dice = new Dice(new Seed(seed));
        var list = new List<(int First, int Second, GameResult Result, ulong Mark)>();
        for (var game = 0; game < games; game++)
        {
            var first = dice.NextBelow(4);
            var second = (first + 1 + dice.NextBelow(3)) % 4;
            list.Add((first, second, (GameResult)dice.NextBelow(3), (ulong)dice.NextBelow(marks) + 1));
        }

        var (quick, slow) = (Builder(), Builder());
        var table = new MarkedGames(quick);
        foreach (var (first, second, result, mark) in list) table.Add(first, second, result, mark);
        table.Close();
        table.Close();
        foreach (var group in list.GroupBy(g => (Math.Min(g.First, g.Second), Math.Max(g.First, g.Second), g.Mark)))
        {
            if (group.ToArray() is [var one, var other] && one.First == other.Second)
                slow.AddPair(one.First, one.Second, one.Result, 2 - other.Result);
            else
                foreach (var game in group) slow.Add(game.First, game.Second, game.Result);
        }

        Assert.Equal(Text(slow), Text(quick));
    }

    private static ResultSetBuilder Builder()
    {
        var builder = new ResultSetBuilder();
        for (var player = 0; player < 4; player++) builder.Player(Games.Name(player));
        return builder;
    }

    private static string Text(ResultSetBuilder builder) =>
        string.Join("\n", builder.Build().Meetings().Select(m => $"{m.A} {m.B}: {string.Join(" ", m.Counts)}"));
}
