using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Online;

namespace Arena.Tests.Core.Ratings;

public sealed class OnlineTests
{
    [Theory]
    [InlineData(-10, 7.619853024160526e-24)]
    [InlineData(-3, 0.0013498980316300946)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(0, 0.5)]
    [InlineData(1.96, 0.9750021048517795)]
    [InlineData(2.6, 0.9953388119762813)]
    public void Normal_cumulative_matches_tables_and_its_quantile(double x, double expected)
    {
        Assert.Equal(1, Normal.Cumulative(x) / expected, 12);
        Assert.Equal(x, Normal.Quantile(expected), 9);
    }

    [Fact]
    public void Glicko2_gives_the_papers_example()
    {
        var after = Glicko2.Update(
            new(1500, 200, 0.06),
            [new(new(1400, 30, 0.06), 1), new(new(1550, 100, 0.06), 0), new(new(1700, 300, 0.06), 0)]);
        Assert.Equal(1464.06, after.Rating, 0.011);
        Assert.Equal(151.52, after.Deviation, 0.005);
        Assert.Equal(0.05999, after.Volatility, 0.00001);
    }

    [Fact]
    public void Glicko2_without_games_only_grows_the_deviation()
    {
        var after = Glicko2.Update(new(1600, 50, 0.06), []);
        Assert.Equal((1600, 0.06), (after.Rating, after.Volatility));
        Assert.InRange(after.Deviation, 50.1, 52);
    }

    [Fact]
    public void TrueSkill_gives_the_published_values()
    {
        var (winner, loser) = TrueSkill.Update(Belief.Start, Belief.Start);
        Assert.Equal((29.396, 7.171), (Math.Round(winner.Mean, 3), Math.Round(winner.Deviation, 3)));
        Assert.Equal((20.604, 7.171), (Math.Round(loser.Mean, 3), Math.Round(loser.Deviation, 3)));
        var (drawn, _) = TrueSkill.Update(Belief.Start, Belief.Start, draw: true);
        Assert.Equal((25, 6.458), (Math.Round(drawn.Mean, 3), Math.Round(drawn.Deviation, 3)));
        Assert.Equal(0.447, Math.Round(TrueSkill.Quality(Belief.Start, Belief.Start), 3));
    }

    [Fact]
    public void Plackett_Luce_with_a_drift_is_that_of_wider_beliefs()
    {
        const double tau = 25.0 / 300;
        Belief[] players = [new(25, 8), new(31, 2), new(20, 5)];
        Belief[] wider = [.. players.Select(p => p with { Deviation = Math.Sqrt(p.Variance + tau * tau) })];
        var (drifted, wanted) = (new Belief[3], new Belief[3]);
        PlackettLuce.Update(players, [2, 1, 2], drifted, tau);
        PlackettLuce.Update(wider, [2, 1, 2], wanted);
        Assert.Equal(wanted, drifted);
        Assert.Throws<ArgumentException>(() => PlackettLuce.Update(players, [2, 1, 2], drifted, double.NaN));
    }

    [Theory]
    [InlineData(25, 8, 25, 8, false)]
    [InlineData(10, 2, 40, 3, false)]
    [InlineData(31, 5, 20, 1, true)]
    public void TrueSkill_of_n_players_is_that_of_two_for_two(double m1, double s1, double m2, double s2, bool draw)
    {
        Belief[] players = [new(m1, s1), new(m2, s2)];
        var (first, second) = TrueSkill.Update(players[0], players[1], draw);
        var both = TrueSkillRanking.Update(players, draw ? [1, 1] : [1, 2]);
        AssertNear(first, both[0]);
        AssertNear(second, both[1]);
    }

    [Fact]
    public void TrueSkill_of_three_matches_its_integral()
    {
        // The true posterior of the winner's skill by brute force: draws from the prior that give this ranking.
        Belief[] players = [new(25, 4), new(27, 5), new(22, 6)];
        var updated = TrueSkillRanking.Update(players, [1, 2, 3]);
        var dice = new Dice(new Seed(7));
        var config = TrueSkillConfig.Default;
        var (count, sum) = (0, new double[3]);
        for (var round = 0; round < 400_000; round++)
        {
            var skills = players.Select(p => p.Mean + Math.Sqrt(p.Variance + config.Drift * config.Drift) * Roll(dice)).ToArray();
            var form = skills.Select(s => s + config.PerformanceDeviation * Roll(dice)).ToArray();
            if (form[0] - form[1] < config.DrawMargin || form[1] - form[2] < config.DrawMargin) continue;
            count++;
            for (var i = 0; i < 3; i++) sum[i] += skills[i];
        }

        for (var i = 0; i < 3; i++) Assert.Equal(sum[i] / count, updated[i].Mean, 0.1);
    }

    [Fact]
    public void PlackettLuce_gives_the_known_values()
    {
        var updated = new Belief[2];
        PlackettLuce.Update([Belief.Start, Belief.Start], [1, 2], updated);
        AssertNear(new(27.63523138347365, 8.065506316323548), updated[0]);
        AssertNear(new(22.36476861652635, 8.065506316323548), updated[1]);
    }

    [Fact]
    public void Updates_stay_finite_at_the_ends_of_the_scale()
    {
        var (w, l) = TrueSkill.Update(new(-1e4, 1e-3), new(1e4, 1e-3));
        Assert.True(double.IsFinite(w.Mean + w.Deviation + l.Mean + l.Deviation));
        var (a, b) = TrueSkill.Update(new(-1e4, 1e-3), new(1e4, 1e-3), draw: true);
        Assert.True(double.IsFinite(a.Mean + a.Deviation + b.Mean + b.Deviation));
        var g = Glicko2.Update(new(100, 30, 0.06), [new(new(4000, 30, 0.06), 1)]);
        Assert.True(double.IsFinite(g.Rating + g.Deviation + g.Volatility));
        var updated = new Belief[3];
        PlackettLuce.Update([new(-1e3, 1), new(1e3, 1), new(0, 1)], [1, 2, 2], updated);
        Assert.All(updated, u => Assert.True(double.IsFinite(u.Mean + u.Deviation)));
    }

    private static double Roll(Dice dice) => Normal.Quantile(dice.NextDouble() + 1e-17);

    private static void AssertNear(Belief expected, Belief found)
    {
        Assert.Equal(expected.Mean, found.Mean, 6);
        Assert.Equal(expected.Deviation, found.Deviation, 6);
    }
}
