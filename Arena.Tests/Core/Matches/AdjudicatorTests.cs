using Arena.Core.Agents;
using Arena.Core.Matches;

namespace Arena.Tests.Core.Matches;

public sealed class AdjudicatorTests
{
    [Theory]
    // By ply: White's and Black's scores in turn, each its own view. The ply after which it ends, and White's score.
    [InlineData(false, "-500 0 -500 0 -500", 5, 0)]
    [InlineData(false, "-500 0 -100 0 -500 0 -500 0", 0, 0)]
    [InlineData(false, "0 -400 0 -400 0 -401", 6, 1)]
    [InlineData(true, "-500 0 -500 0 -500 0 -500", 0, 0)]
    [InlineData(true, "-500 500 -500 500 -500 500", 6, 0)]
    public void Resignation_is_so_many_lost_moves_in_a_row(bool twoSided, string scores, int ply, double white) =>
        AssertEnds(new() { Resign = new(3, 400, twoSided) }, scores, ply, white);

    [Theory]
    [InlineData("0 0 0 0 0 0 0 0", 6)]
    [InlineData("9 0 0 0 0 -8 8 0", 6)]
    [InlineData("0 0 0 9 0 0 0 0", 8)]
    [InlineData("0 0 0 9 0 0 0", 0)]
    [InlineData("0 0 0 - 0 0 0", 0)]
    [InlineData("0 0 0 0 x0 0 0 0", 8)]
    [InlineData("0 0 0 0 0 x0 0 0 0", 9)]
    [InlineData("0 0 0 0 x9 0 0 0 0", 9)]
    [InlineData("0 0 x0 0 0 0", 6)]
    [InlineData("x0 x0 x0 x0 x0 x0 x0 x0", 0)]
    public void Draw_is_so_many_level_moves_of_both_from_a_number_on(string scores, int ply) =>
        AssertEnds(new() { Draw = new(3, 2, 8) }, scores, ply, 0.5);

    [Fact]
    public void Most_moves_are_a_draw() => AssertEnds(new() { MaxMoves = 2 }, "900 -900 900 -900", 4, 0.5);

    [Fact]
    public void Mates_count_for_more_than_any_material()
    {
        var adjudicator = new Adjudicator(new() { Resign = new(1, 20_000) });
        Assert.Null(adjudicator.After(1, 0, new SearchSummary(null, 3, 5).Score, false));
        Assert.Equal(1, adjudicator.After(2, 1, new SearchSummary(null, -3, 5).Score, false)!.Value.FirstScore);
    }

    private static void AssertEnds(AdjudicationRules rules, string scores, int ply, double white)
    {
        var adjudicator = new Adjudicator(rules);
        var moves = 0;
        foreach (var score in scores.Split(' '))
        {
            // "x5" is a capture with which who makes it stands at 5.
            int? evaluation = int.TryParse(score.TrimStart('x'), out var centipawns) ? centipawns : null;
            var ruling = adjudicator.After(++moves, (moves - 1) % 2, evaluation, score.StartsWith('x'));
            Assert.Equal(moves == ply ? white : null, ruling?.FirstScore);
            if (ruling is not null) return;
        }

        Assert.Equal(0, ply);
    }
}
