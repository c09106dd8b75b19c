using Arena.Core.Primitives;
using Arena.Core.SelfPlay;

namespace Arena.Tests.Core.SelfPlay;

public sealed class LearningRecipeTests
{
    private static readonly LearningRecipe _short = new() { MatchesPerRound = 10 };

    [Fact]
    public void Every_client_and_every_round_has_dice_of_its_own()
    {
        var weights = _short.NewWeights(new Seed(1));
        float[][] learned = [Learn(0, "a"), Learn(0, "b"), Learn(1, "a")];
        Assert.Equal(3, learned.DistinctBy(found => string.Join(' ', found)).Count());
        Assert.Equal(learned[0], Learn(0, "a"));

        float[] Learn(long round, string client) => _short.TrainRound(weights, new Seed(1), round, client, default).Weights;
    }

    [Theory]
    [InlineData("conect_four", "unknown game 'conect_four'")]
    [InlineData("chess", "chess has no features")]
    public void Game_that_cannot_be_learned_is_refused(string game, string message)
    {
        var refused = Assert.Throws<ArgumentException>(() => (_short with { Game = game }).CreateShape());
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }
}
