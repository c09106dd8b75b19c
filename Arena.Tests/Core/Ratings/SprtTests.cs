using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Results;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Sequential;
using Arena.Simulation.Ratings;

namespace Arena.Tests.Core.Ratings;

public sealed class SprtTests
{
    [Theory]
    [InlineData(1477, 2942, 1351, 2.52)]
    [InlineData(555, 298, 555, -0.74)]
    [InlineData(3, 1, 149, -4.69)]
    public void BayesElo_gives_the_published_ratios(long wins, long draws, long losses, double expected)
    {
        var report = new SprtTest(0, 10, 0.01, 0.01, SprtModel.Bayesian).Report(ScoreCounts.Single(wins, draws, losses));
        Assert.Equal(expected, report.Llr, 0.0051);
        Assert.Equal((-4.6, 4.6), (Math.Round(report.Lower, 1), Math.Round(report.Upper, 1)));
        Assert.Equal(expected < -4.6 ? SprtState.AcceptH0 : SprtState.Running, report.State);
    }

    // The values that fastchess tests itself with, which gives two digits after the point or one percent.
    [Theory]
    [InlineData(SprtModel.Normalized, 0, 2, 0.92, 36027, 68692, 36433)]
    [InlineData(SprtModel.Normalized, -1.75, 0.25, 2.30, 10650, 20431, 10871)]
    [InlineData(SprtModel.Logistic, 0.5, 2.5, -1.57, 21184, 40708, 21404)]
    [InlineData(SprtModel.Logistic, 0, 2, -2.59, 57030, 106593, 57433)]
    [InlineData(SprtModel.BayesElo, 0, 2, -1.26, 68526, 128429, 68965)]
    [InlineData(SprtModel.BayesElo, 0.5, 2.5, -1.13, 21484, 41111, 21629)]
    [InlineData(SprtModel.BayesElo, 0, 5, 2.27, 759, 1863, 880)]
    [InlineData(SprtModel.Bayesian, 0, 5, 2.95, 759, 1863, 880)]
    [InlineData(SprtModel.Normalized, 0, 2, 2.25, 365, 16618, 36029 + 200, 16974, 390)]
    [InlineData(SprtModel.Normalized, -1.75, 0.25, 3.01, 127, 4883, 10311 + 401, 5150, 104)]
    [InlineData(SprtModel.Logistic, 0.5, 2.5, -3.07, 223, 9863, 20279 + 1000, 10037, 246)]
    [InlineData(SprtModel.Logistic, 0, 2, -4.98, 871, 26175, 55003 + 980, 26678, 821)]
    public void Models_give_the_published_ratios(SprtModel model, double elo0, double elo1, double expected, params int[] c)
    {
        var counts = c.Length == 3 ? ScoreCounts.Single(c[2], c[1], c[0]) : ScoreCounts.Pairs(c[0], c[1], c[2], c[3], c[4]);
        Assert.Equal(expected, new SprtTest(elo0, elo1, Model: model).Report(counts).Llr, Math.Max(0.0051, 0.01 * Math.Abs(expected)));
    }

    [Fact]
    public void Pairs_give_the_published_Elo_and_errors()
    {
        var estimate = MatchEstimate.Of(ScoreCounts.Pairs(34, 54, 31 + 32, 64, 75));
        Assert.Equal(55.58, estimate.Elo!.Value, 0.0051);
        Assert.Equal(27.65, estimate.EloError!.Value, 0.0051);
        Assert.Equal(57.94, estimate.NormalizedElo!.Value, 0.0051);
        Assert.Equal(28.28, estimate.NormalizedEloError!.Value, 0.0051);
    }

    [Fact]
    public void Drawn_pairs_alone_leave_an_error()
    {
        // Half a decisive game among eight pairs: 1.96 · √(1/32) / 8 of the score.
        var drawn = MatchEstimate.Of(ScoreCounts.Pairs(0, 0, 8, 0, 0));
        Assert.Equal(0, drawn.Elo);
        Assert.Equal(30.2, drawn.EloError!.Value, 0.1);
        Assert.Equal(0.5, drawn.Superiority);
        Assert.True(MatchEstimate.Of(ScoreCounts.Single(0, 2, 0)).EloError > 100);
        Assert.Equal(Normal.Cumulative(1), MatchEstimate.Of(ScoreCounts.Single(1, 0, 0)).Superiority, 1e-9);
    }

    [Theory]
    [InlineData(2, 10, 0.95, true)]
    [InlineData(2, 40, 0.7, false)]
    public void Errors_of_a_match_hold_the_truth(int players, int games, double draws, bool paired) =>
        Assert.InRange(MatchSimulation.Run(new(players, games, draws, Paired: paired), trials: 1_000, seed: 5), 0.92, 0.97);

    [Fact]
    public void Ratios_are_those_of_a_search_over_all_distributions()
    {
        var counts = ScoreCounts.Single(40, 35, 25);
        double[] shares = [0.25, 0.35, 0.40];
        double Best(Func<double, double, bool> allowed)
        {
            var best = double.NegativeInfinity;
            for (var loss = 0.0005; loss < 1; loss += 0.0005)
                for (var win = 0.0005; win + loss < 1; win += 0.0005)
                    if (allowed(loss, win))
                        best = Math.Max(best, 100 * (
                            shares[0] * Math.Log(loss) + shares[1] * Math.Log(1 - loss - win) + shares[2] * Math.Log(win)));
            return best;
        }

        double Mean(double loss, double win) => 0.5 + (win - loss) / 2;
        double Distance(double loss, double win) => (Mean(loss, win) - 0.5) / Math.Sqrt((win + loss) / 4 - Math.Pow((win - loss) / 2, 2));
        double Grid(double elo, bool normalized) => Best((l, w) => normalized
            ? Math.Abs(Distance(l, w) - elo / LogLikelihoodRatio.NormalizedPoints) < 0.001
            : Math.Abs(Mean(l, w) - EloScale.ToScore(elo)) < 0.0003);
        Assert.Equal(Grid(60, false) - Grid(0, false), LogLikelihoodRatio.Of(counts, 0, 60, SprtModel.Logistic), 0.03);
        Assert.Equal(Grid(60, true) - Grid(0, true), LogLikelihoodRatio.Of(counts, 0, 60, SprtModel.Normalized), 0.03);
    }

    // Van den Bergh's simulation: BayesElo draws 327, openings that favour White by 200 or Black by 90, H1 true at 10
    // Elo. He publishes 0.9498 ± 0.0018 and 1806 ± 11 games with pairs.
    [Fact]
    public void Paired_test_has_the_published_characteristics()
    {
        var (pass, games) = Simulate(new SprtTest(0, 10, Model: SprtModel.Logistic, CorrectOvershoot: true), paired: true, trials: 4_000);
        AssertNear(0.9498, pass, 3 * Math.Sqrt(0.95 * 0.05 / 4_000) + 0.002);
        AssertNear(1806, games, 75);
    }

    // The same games taken one by one: 0.970 ± 0.0016 and 2186 ± 14.
    [Fact]
    public void Single_game_test_has_the_published_characteristics()
    {
        var (pass, games) = Simulate(new SprtTest(0, 10, Model: SprtModel.Logistic, CorrectOvershoot: true), paired: false, trials: 1_500);
        AssertNear(0.970, pass, 3 * Math.Sqrt(0.97 * 0.03 / 1_500) + 0.002);
        AssertNear(2186, games, 150);
    }

    [Theory]
    [InlineData(SprtModel.Logistic)]
    [InlineData(SprtModel.Normalized)]
    [InlineData(SprtModel.Bayesian)]
    [InlineData(SprtModel.BayesElo)]
    public void Ratios_of_one_sided_and_empty_counts_are_finite(SprtModel model)
    {
        foreach (var counts in new[] { ScoreCounts.Single(0, 0, 0), ScoreCounts.Single(50, 0, 0), ScoreCounts.Single(0, 0, 7),
        ScoreCounts.Single(0, 9, 0) })
        {
            var report = new SprtTest(-5, 5, Model: model, CorrectOvershoot: true).Report(counts);
            Assert.True(double.IsFinite(report.Llr + report.Lower + report.Upper));
            Assert.InRange(MatchEstimate.Of(counts).Superiority, 0, 1);
        }

        Assert.True(new SprtTest(0, 5, Model: model).Report(ScoreCounts.Single(50, 0, 0)).Llr > 0);
    }

    [Fact]
    public void Anytime_claims_are_hardly_ever_false_and_come_when_true()
    {
        var dice = new Dice(new Seed(31));
        var (wrong, right) = (0, 0);
        for (var trial = 0; trial < 300; trial++)
        {
            // Four equals, watched after every round of 20 games until 600, then one of them gets better.
            var builder = new ResultSetBuilder();
            var claimed = false;
            for (var round = 0; round < 30; round++)
            {
                for (var g = 0; g < 20; g++) AddGame(builder, dice, better: 0);
                claimed |= AnytimeTest.Claims(builder.Build()).Count > 0;
            }

            if (claimed) wrong++;
            var strong = new ResultSetBuilder();
            for (var g = 0; g < 2_000; g++) AddGame(strong, dice, better: 150);
            if (AnytimeTest.Claims(strong.Build()) is { Count: > 0 } claims && claims.All(c => c.First == 0)) right++;
        }

        Assert.InRange(wrong, 0, 15 + 12);
        Assert.InRange(right, 280, 300);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Claims_are_made_with_the_first_game_whose_evidence_suffices(bool paired)
    {
        var dice = new Dice(new Seed(8));
        var games = new List<CollectedGame>();
        for (var i = 0; i < 400; i++)
        {
            var (first, second) = i % 2 == 0 ? (0, 1) : (1, 0);
            var better = first == 0 ? 0.75 : 0.25;
            games.Add(new(first, second, dice.Chance(better) ? GameResult.Win : GameResult.Loss, paired ? (ulong)(i / 2) + 1 : 0, -1));
        }

        var claim = Assert.Single(ClaimSequence.Of(games, players: 3, alpha: 0.05));
        Assert.Equal((0, 1), (claim.Better, claim.Worse));
        Assert.Empty(AnytimeTest.Claims(SetOf(games.Take((int)claim.AfterGame - (paired ? 2 : 1))), 0.05));
        Assert.Equal(claim.LogEvidence,
            Math.Log(Assert.Single(AnytimeTest.Claims(SetOf(games.Take((int)claim.AfterGame)), 0.05)).Evidence), 1e-9);

        ResultSet SetOf(IEnumerable<CollectedGame> some)
        {
            var builder = new ResultSetBuilder();
            foreach (var name in (string[])["a", "b", "c"]) builder.Player(name);
            if (paired)
                foreach (var pair in some.Chunk(2)) builder.AddPair(0, 1, pair[0].Result, 2 - pair[1].Result);
            else
                foreach (var game in some) builder.Add(game.First, game.Second, game.Result);
            return builder.Build();
        }
    }

    [Fact]
    public void A_marked_game_whose_other_half_never_comes_is_no_evidence()
    {
        var games = Enumerable.Range(0, 300).Select(i => new CollectedGame(0, 1, GameResult.Win, (ulong)i + 1, -1)).ToArray();
        Assert.Empty(ClaimSequence.Of(games, 2, 0.05));
        Assert.Single(ClaimSequence.Of(games.Select(game => game with { Mark = 0 }), 2, 0.05));
    }

    private static void AssertNear(double expected, double found, double slack) =>
        Assert.InRange(found, expected - slack, expected + slack);

    private static void AddGame(ResultSetBuilder builder, Dice dice, double better)
    {
        var a = dice.NextBelow(4);
        var b = (a + 1 + dice.NextBelow(3)) % 4;
        builder.Add(Games.Name(a), Games.Name(b), Games.Roll(dice, (a == 0 ? better : 0) - (b == 0 ? better : 0)));
    }

    private static (double Pass, double Games) Simulate(SprtTest test, bool paired, int trials)
    {
        // 10 logistic Elo as BayesElo, found by bisection on the mean score over both openings and seats.
        var (low, high) = (0.0, 40.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            var score = (from bias in new[] { -90.0, 200 } from seat in new[] { 1, -1 } select Score(middle + seat * bias)).Average();
            (low, high) = score < EloScale.ToScore(10) ? (middle, high) : (low, middle);
        }

        var dice = new Dice(new Seed(33));
        var (passed, games) = (0, 0L);
        Span<long> counts = stackalloc long[5];
        for (var trial = 0; trial < trials; trial++)
        {
            counts.Clear();
            var state = SprtState.Running;
            while (state == SprtState.Running)
            {
                var bias = dice.Chance(0.5) ? -90 : 200;
                var (first, second) = (Roll(dice, low + bias), Roll(dice, low - bias));
                if (paired)
                {
                    counts[first + second]++;
                    state = test.Report(ScoreCounts.Pairs(counts[0], counts[1], counts[2], counts[3], counts[4])).State;
                    games += 2;
                    continue;
                }

                foreach (var result in (ReadOnlySpan<int>)[first, second])
                {
                    if (state != SprtState.Running) break;
                    counts[result]++;
                    state = test.Report(ScoreCounts.Single(counts[2], counts[1], counts[0])).State;
                    games++;
                }
            }

            if (state == SprtState.AcceptH1) passed++;
        }

        return ((double)passed / trials, (double)games / trials);
    }

    private static double Score(double elo) => (EloScale.ToScore(elo - 327) + 1 - EloScale.ToScore(-elo - 327)) / 2;

    private static int Roll(Dice dice, double elo)
    {
        var roll = dice.NextDouble();
        return roll < EloScale.ToScore(elo - 327) ? 2 : roll < 1 - EloScale.ToScore(-elo - 327) ? 1 : 0;
    }
}
