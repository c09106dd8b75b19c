using Arena.Core.Ratings.Cycles;

namespace Arena.Tests.Core.Ratings;

public sealed class CycleTests
{
    [Fact]
    public void AlphaRank_gives_the_published_distribution()
    {
        // The five strategies of Han et al. 2013 (commitments in the prisoner's dilemma).
        const double r = 1, t = 2, p = 0, s = -1, delta = 4, eps = 0.25;
        var shares = AlphaRank.Of(new[,]
        {
            { r - eps / 2, r - eps, 0, s + delta - eps, r - eps },
            { r, r, s, s, s },
            { 0, t, p, p, p },
            { t - delta, t, p, p, p },
            { r, t, p, p, p },
        }, population: 20, alpha: 0.1);
        double[] expected = [0.40966787, 0.07959841, 0.20506998, 0.08505983, 0.2206039];
        for (var i = 0; i < 5; i++) Assert.Equal(expected[i], shares[i], 1e-8);
    }

    [Fact]
    public void AlphaRank_is_finite_when_selection_is_fierce()
    {
        var shares = AlphaRank.Of(new double[,] { { 0, 1, -1 }, { -1, 0, 1 }, { 1, -1, 0 } }, population: 100, alpha: 1e3);
        Assert.All(shares, share => Assert.Equal(1.0 / 3, share, 1e-9));
    }

    [Fact]
    public void Nash_average_of_a_cycle_is_even_and_copies_change_nothing()
    {
        double[,] cycle = { { 0, -1, 1 }, { 1, 0, -1 }, { -1, 1, 0 } };
        Assert.All(NashAveraging.Of(cycle).Shares, share => Assert.Equal(1.0 / 3, share, 1e-5));

        // The third agent twice: the two copies share its weight evenly.
        double[,] copied = { { 0, -1, 1, 1 }, { 1, 0, -1, -1 }, { -1, 1, 0, 0 }, { -1, 1, 0, 0 } };
        var average = NashAveraging.Of(copied);
        double[] expected = [1.0 / 3, 1.0 / 3, 1.0 / 6, 1.0 / 6];
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], average.Shares[i], 1e-4);
        Assert.InRange(average.Exploitability, 0, 1e-5);
    }

    [Fact]
    public void Nash_average_gives_the_dominated_no_weight_and_the_best_all_of_it()
    {
        double[,] ladder = { { 0, 1, 3 }, { -1, 0, 1 }, { -3, -1, 0 } };
        var average = NashAveraging.Of(ladder);
        Assert.Equal(1, average.Shares[0], 1e-3);
        Assert.Equal(-3, average.Skills[2], 0.01);
        Assert.Equal([0.5, 0.5], NashAveraging.Of(new double[2, 2]).Shares);
    }
}
