using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Tests.Core.Ratings;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Intervals_cover_as_often_as_they_claim(bool davidson)
    {
        var dice = new Dice(new Seed(21));
        double[] strengths = [-120, -60, -20, 20, 70, 110];
        var (covered, intervals) = (0, 0);
        for (var trial = 0; trial < 300; trial++)
        {
            var builder = new ResultSetBuilder();
            for (var a = 0; a < strengths.Length; a++)
                for (var b = 0; b < a; b++)
                    for (var pair = 0; pair < 20; pair++) AddPair(builder, dice, strengths, a, b);
            var fit = JointFit.Of(builder.Build(), new() { Average = 0, Draws = davidson ? DrawModel.Davidson : DrawModel.HalfWin });
            foreach (var rating in fit.Ratings())
            {
                // Davidson's ratings predict odds of wins to losses, the generator's scores: with this share of draws, 1.33 apart.
                var truth = strengths[rating.Player] * (davidson ? 1.33 : 1);
                intervals++;
                if (Math.Abs(rating.Rating - truth) <= rating.Error) covered++;
            }
        }

        Assert.InRange((double)covered / intervals, davidson ? 0.90 : 0.925, 0.975);
    }

    [Fact]
    public void Unbalanced_openings_widen_single_games_and_not_pairs()
    {
        // In each pair White wins both games, or Black does: pairs say exactly that the two are equal.
        var (paired, single) = (new ResultSetBuilder(), new ResultSetBuilder());
        for (var i = 0; i < 100; i++)
        {
            var result = i % 2 == 0 ? GameResult.Win : GameResult.Loss;
            paired.AddPair(paired.Player("a"), paired.Player("b"), result, 2 - result);
            single.Add("a", "b", result);
            single.Add("b", "a", result);
        }

        Assert.Equal(0, JointFit.Of(paired.Build()).Ratings()[0].Error!.Value, 1e-9);
        Assert.InRange(JointFit.Of(single.Build()).Ratings()[0].Error!.Value, 15, 40);
    }

    [Fact]
    public void Bootstrap_agrees_with_the_sandwich_and_repeats_itself()
    {
        var dice = new Dice(new Seed(22));
        var fit = JointFit.Of(Games.Set(Games.Random(dice, [0, 50, 100, 150, 200], 2_000)));
        var (one, two) = (fit.Bootstrap(2_000, new Seed(1)), fit.Bootstrap(2_000, new Seed(1)));
        Assert.Equal(one.AsEnumerable(), two);
        foreach (var rating in fit.Ratings())
        {
            Assert.Equal(1, one[rating.Player].Deviation * 1.96 / rating.Error!.Value, 0.06);
            Assert.InRange(rating.Rating, one[rating.Player].Low, one[rating.Player].High);
        }

        // Half of the truths are within 0.674 deviations.
        var half = JointFit.Of(fit.Results, new() { Confidence = 0.5 }).Bootstrap(2_000, new Seed(1))[0];
        Assert.Equal(0.674, (half.High - half.Low) / (2 * half.Deviation), 0.05);
    }

    private static void AddPair(ResultSetBuilder builder, Dice dice, double[] strengths, int a, int b)
    {
        // The opening favours one seat, which one by chance.
        var opening = dice.Chance(0.5) ? 90 : -50;
        builder.AddPair(
            builder.Player(Games.Name(a)), builder.Player(Games.Name(b)),
            Games.Roll(dice, strengths[a] - strengths[b] + opening), Games.Roll(dice, strengths[a] - strengths[b] - opening));
    }
}
