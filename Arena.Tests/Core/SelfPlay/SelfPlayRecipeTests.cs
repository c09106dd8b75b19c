using Arena.Core.Primitives;
using Arena.Core.SelfPlay;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.SelfPlay;

public sealed class SelfPlayRecipeTests
{
    private static readonly SelfPlayRecipe _short =
        SelfPlayRecipe.Of(NewGame.Of("connect_four"), new Seed(ulong.MaxValue)) with { Matches = 10 };

    [Fact]
    public void Every_client_and_every_round_has_dice_of_its_own()
    {
        var weights = _short.FirstWeights();
        float[][] learned = [Learn(0, "a"), Learn(0, "b"), Learn(1, "a")];
        Assert.Equal(3, learned.DistinctBy(found => string.Join(' ', found)).Count());
        Assert.Equal(learned[0], Learn(0, "a"));

        float[] Learn(long round, string client) => _short.Train(weights, client, round, default).Weights;
    }

    [Fact]
    public void Recipe_that_is_read_back_trains_to_the_same_bits()
    {
        var read = SelfPlayRecipe.Parse(_short.ToJson(), out var fault);
        Assert.Equal("", fault);
        Assert.Equal(_short.FirstWeights(), read!.FirstWeights());
        Assert.Equal(
            _short.Train(_short.FirstWeights(), "a", 3, default).Weights, read.Train(read.FirstWeights(), "a", 3, default).Weights);
        Assert.Equal(_short.ToJson(), read.ToJson());
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "wanted an object")]
    [InlineData("""{ "game": "connect_four" }""", "$.learn: the field is missing")]
    [InlineData("""{ "game": "conect_four", "learn": {} }""", "unknown game \"conect_four\"; did you mean 'connect_four'?")]
    [InlineData("""{ "game": "kuhn_poker", "learn": {} }""", "has no features")]
    [InlineData("""{ "game": "connect_four", "learn": { "hidden": [0] } }""", "$.learn.hidden: found an array; wanted at most")]
    [InlineData("""{ "game": "connect_four", "learn": { "hidden": [4000] } }""", "weights with the 415 features")]
    [InlineData("""{ "game": "connect_four", "learn": { "learningRate": 2 } }""", "$.learn.learningRate: found 2; wanted a number")]
    [InlineData("""{ "game": "connect_four", "learn": { "activation": "sine" } }""", "found \"sine\"; wanted tanh or relu")]
    public void What_is_no_recipe_says_what_is_wrong(string json, string told)
    {
        Assert.Null(SelfPlayRecipe.Parse(json, out var fault));
        Assert.Contains(told, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Game_without_features_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => SelfPlayRecipe.Of(NewGame.Of("chess"), default));
        Assert.StartsWith("chess has no features", refused.Message, StringComparison.Ordinal);
    }
}
