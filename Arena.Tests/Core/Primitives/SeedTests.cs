using Arena.Core.Primitives;

namespace Arena.Tests.Core.Primitives;

public sealed class SeedTests
{
    [Fact]
    public void Mix_of_a_counting_state_is_SplitMix64()
    {
        // The reference generator's first outputs for the seed 1234567.
        ulong[] expected =
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        var state = 1234567UL;
        foreach (var output in expected) Assert.Equal(output, Seed.Mix(state += Seed.GoldenGamma));
    }

    [Fact]
    public void Derive_is_stable_forever()
    {
        Assert.Equal(new Seed(3159419591028090632), new Seed(42).Derive(7));
        Assert.Equal(new Seed(18396783773010384220), new Seed(42).Derive("environment"));
    }

    [Fact]
    public void Derive_gives_every_stream_its_own_seed()
    {
        var root = new Seed(0);
        var seeds = Enumerable.Range(0, 100_000).Select(i => root.Derive((ulong)i))
            .Concat(Enumerable.Range(0, 10_000).Select(i => root.Derive($"agent-{i}")))
            .Append(root);
        Assert.Equal(110_001, seeds.ToHashSet().Count);
    }

    [Fact]
    public void Derive_twice_depends_on_the_order() =>
        Assert.NotEqual(new Seed(1).Derive(2).Derive(3), new Seed(1).Derive(3).Derive(2));
}
