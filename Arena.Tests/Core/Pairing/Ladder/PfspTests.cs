using Arena.Core.Pairing.Ladder;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Pairing.Ladder;

public sealed class PfspTests
{
    [Fact]
    public void Weights_are_those_of_the_paper()
    {
        Assert.Equal(0.64, Pfsp.Hard(0.2), 12);
        Assert.Equal(0.8, Pfsp.Hard(0.2, 1), 12);
        Assert.Equal(1, Pfsp.Hard(1, 0));
        Assert.Equal(0.16, Pfsp.Variance(0.2), 12);
        Assert.Equal(0.5, Pfsp.WinRate(3, 4, 10));
        Assert.Equal(0.75, Pfsp.WinRate(3, 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pfsp.Hard(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pfsp.Variance(1.5));
    }

    [Fact]
    public void Sample_is_in_proportion_to_the_weights()
    {
        double[] weights = [Pfsp.Hard(0.1), 0, Pfsp.Hard(0.5), Pfsp.Hard(0.9)];
        var dice = new Dice(new Seed(11));
        var counts = new int[4];
        const int rolls = 200_000;
        for (var i = 0; i < rolls; i++) counts[Pfsp.Sample(weights, dice)]++;
        Assert.Equal(0, counts[1]);
        for (var i = 0; i < 4; i++)
        {
            var share = weights[i] / weights.Sum();
            Assert.InRange(counts[i], rolls * share - 5 * Math.Sqrt(rolls * share), rolls * share + 5 * Math.Sqrt(rolls * share));
        }
    }

    [Fact]
    public void Whoever_beats_everybody_meets_everybody()
    {
        var dice = new Dice(new Seed(1));
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 200).Select(_ => Pfsp.Sample([0, 0, 0], dice)).Distinct().Order());
        Assert.Throws<ArgumentException>(() => Pfsp.Sample([], dice));
        Assert.Throws<ArgumentException>(() => Pfsp.Sample([1, -1], dice));
        Assert.Throws<ArgumentException>(() => Pfsp.Sample([1, double.NaN], dice));
    }
}
