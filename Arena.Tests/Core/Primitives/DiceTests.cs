using Arena.Core.Primitives;

namespace Arena.Tests.Core.Primitives;

public sealed class DiceTests
{
    [Fact]
    public void NextUInt64_is_the_published_xoshiro256_starstar()
    {
        // The authors' generator from the state 1, 2, 3, 4.
        var dice = new Dice(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        foreach (var output in expected) Assert.Equal(output, dice.NextUInt64());
    }

    [Fact]
    public void Same_seed_rolls_the_same_and_another_seed_does_not()
    {
        ulong[] Rolls(ulong seed)
        {
            var dice = new Dice(new Seed(seed));
            return [.. Enumerable.Range(0, 10).Select(_ => dice.NextUInt64())];
        }

        Assert.Equal(Rolls(1), Rolls(1));
        Assert.NotEqual(Rolls(1), Rolls(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void NextBelow_is_uniform(int bound)
    {
        var dice = new Dice(new Seed(99));
        var counts = new int[bound];
        var rolls = 2000 * bound;
        for (var i = 0; i < rolls; i++) counts[dice.NextBelow(bound)]++;
        // Pearson's statistic has mean bound - 1 and variance 2 (bound - 1): five deviations are ample.
        var chiSquared = counts.Sum(count => Math.Pow(count - 2000.0, 2) / 2000);
        Assert.True(chiSquared <= bound - 1 + 5 * Math.Sqrt(2.0 * bound), $"chi-squared {chiSquared} for {bound}");
    }

    [Fact]
    public void Chance_of_zero_is_never_and_of_one_always()
    {
        var dice = new Dice(new Seed(3));
        for (var i = 0; i < 1000; i++)
        {
            Assert.False(dice.Chance(0));
            Assert.True(dice.Chance(1));
        }
    }

    [Fact]
    public void NextBelow_rejects_an_empty_range() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dice(new Seed(0)).NextBelow(0));
}
