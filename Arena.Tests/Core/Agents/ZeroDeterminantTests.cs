using Arena.Core.Agents;
using Arena.Core.Agents.Dilemma.MemoryOne;
using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Agents;

/// <summary>The property that gives them their name: a line on which both mean payoffs lie, whatever the other does.</summary>
public sealed class ZeroDeterminantTests
{
    private const double P = 1, R = 3;

    [Theory]
    [InlineData("zd-extort-2", P, 1 / 2.0)]
    [InlineData("zd-extort-2-v2", P, 1 / 2.0)]
    [InlineData("zd-extort-3", P, 1 / 3.0)]
    [InlineData("zd-extort-4", P, 1 / 4.0)]
    [InlineData("zd-extortion", P, 1 / 10.0)]
    [InlineData("zd-mischief", P, 0)]
    [InlineData("zd-set-2", 2, 0)]
    [InlineData("zd-gtft-2", R, 1 / 2.0)]
    [InlineData("zd-gen-2", R, 1 / 2.0)]
    public void Mean_payoffs_keep_to_the_line_whatever_the_other_does(string strategy, double l, double s)
    {
        var mine = Response(strategy);
        var dice = new Dice(new Seed(2012));
        for (var i = 0; i < 200; i++)
        {
            double[] theirs = [Roll(), Roll(), Roll(), Roll()];
            var (me, other) = MeanPayoffs(mine, theirs);
            Assert.True(Math.Abs(other - l - s * (me - l)) < 1e-9, $"roll {i}: {me} and {other}");
        }

        double Roll() => 0.02 + 0.96 * dice.NextDouble();
    }

    [Theory]
    [InlineData("zd-extort-2", 0.8889, 0.5, 0.3333, 0)]
    [InlineData("zd-extort-2-v2", 0.875, 0.4375, 0.375, 0)]
    [InlineData("zd-extort-3", 0.8462, 0.5, 0.2692, 0)]
    [InlineData("zd-extort-4", 0.6471, 0, 0.4706, 0)]
    [InlineData("zd-extortion", 0.64, 0.18, 0.28, 0)]
    [InlineData("zd-mischief", 0.8, 0.6, 0.1, 0)]
    [InlineData("zd-set-2", 0.75, 0.25, 0.5, 0.25)]
    [InlineData("zd-gtft-2", 1, 0.125, 1, 0.25)]
    [InlineData("zd-gen-2", 1, 0.5625, 0.5, 0.125)]
    [InlineData("stochastic-cooperator", 0.935, 0.229, 0.266, 0.42)]
    [InlineData("stochastic-win-stay-lose-shift", 0.95, 0.05, 0.05, 0.95)]
    [InlineData("firm-but-fair", 1, 0, 1, 0.6667)]
    [InlineData("soft-joss", 1, 0.1, 1, 0.1)]
    public void Responses_are_the_published_ones(string strategy, double reward, double sucker, double temptation, double punishment)
    {
        foreach (var (found, wanted) in Response(strategy).Zip([reward, sucker, temptation, punishment]))
            Assert.InRange(found, wanted - 0.0001, wanted + 0.0001);
    }

    private static double[] Response(string strategy)
    {
        var type = StrategyCatalog.Find(DilemmaGame.Rules, strategy)!;
        var agent = type.Create(new AgentSetup(Shared.NewGame.Of("ipd"), type.Parameters.Defaults, default));
        var response = Assert.IsType<MemoryOneStrategy>(agent).Response;
        return [response.AfterReward, response.AfterSucker, response.AfterTemptation, response.AfterPunishment];
    }

    // The stationary distribution of the Markov chain over CC, CD, DC, DD, by squaring its matrix again and again.
    private static (double Mine, double Theirs) MeanPayoffs(double[] mine, double[] theirs)
    {
        double[] seenByOther = [theirs[0], theirs[2], theirs[1], theirs[3]];
        var chain = new double[4, 4];
        for (var from = 0; from < 4; from++)
        {
            var (p, q) = (mine[from], seenByOther[from]);
            (chain[from, 0], chain[from, 1], chain[from, 2], chain[from, 3]) = (p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q));
        }

        for (var i = 0; i < 16; i++)
        {
            var next = new double[4, 4];
            for (var a = 0; a < 4; a++)
                for (var b = 0; b < 4; b++)
                    for (var c = 0; c < 4; c++) next[a, c] += chain[a, b] * chain[b, c];
            chain = next;
        }

        double[] my = [3, 0, 5, 1], their = [3, 5, 0, 1];
        return (Enumerable.Range(0, 4).Sum(i => chain[0, i] * my[i]), Enumerable.Range(0, 4).Sum(i => chain[0, i] * their[i]));
    }
}
