using Arena.Core.Agents;
using Arena.Core.Agents.Learned;
using Arena.Core.Learning.Models;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.SelfPlay;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.SelfPlay;

public sealed class TdLambdaTests
{
    private static readonly TdSettings _settings = new() { RandomPlies = 4, LearningRate = 0.05 };

    [Theory]
    [InlineData("tic_tac_toe")]
    [InlineData("connect_four")]
    [InlineData("othello")]
    [InlineData("breakthrough")]
    public void Same_seed_gives_the_same_weights_and_another_seed_others(string game)
    {
        var start = Start(game);
        var (once, again, other) = (Train(game, start, 20, 1), Train(game, start, 20, 1), Train(game, start, 20, 2));
        Assert.Equal(once.Weights, again.Weights);
        Assert.Equal((once.Samples, once.Loss), (again.Samples, again.Loss));
        Assert.NotEqual(once.Weights, other.Weights);
        Assert.Equal(Start(game), start);
    }

    [Fact]
    public void Report_counts_matches_and_positions_and_their_errors()
    {
        var report = Train("tic_tac_toe", Start("tic_tac_toe"), 100, 1);
        Assert.Equal(100, report.Matches);
        Assert.InRange(report.Samples, 100 * (5 - 4), 100 * 9);
        Assert.InRange(report.Loss, 0.001, 4);
    }

    [Fact]
    public void No_matches_change_nothing()
    {
        var report = Train("tic_tac_toe", Start("tic_tac_toe"), 0, 1);
        Assert.Equal(Start("tic_tac_toe"), report.Weights);
        Assert.Equal((0, 0), (report.Samples, report.Loss));
    }

    [Fact]
    public void Results_alone_are_learned_from_where_lambda_is_one()
    {
        // From one move before the end, a linear model: the last position's error is that of the result.
        var (game, shape) = (NewGame.Of("tic_tac_toe"), new MlpShape(18));
        var settings = new TdSettings { Lambda = 1, Epsilon = 0, RandomPlies = 0, LearningRate = 0.1 };
        var report = TdLambda.Train(game, shape, new float[19], settings, 1, new Seed(1), default);
        // All values are 0 at first, so the first free cell is taken every time, until x wins at its fourth move.
        Assert.Equal(7, report.Samples);
        // x's moves are drawn up and o's down, one after another: the bias has the balance.
        Assert.InRange(report.Weights[18], 0.01f, 0.15f);
        Assert.InRange(report.Loss, 0.5, 1.5);
    }

    [Fact]
    public async Task Connect_four_is_learned_from_nothing()
    {
        var settings = _settings with { LearningRate = 0.02, RandomPlies = 12 };
        var start = Start("connect_four");
        var taught = TdLambda.Train(
            NewGame.Of("connect_four"), Shape("connect_four"), start, settings, 3_000, new Seed(1), default).Weights;
        var (before, after) = (await ScoreAgainstRandomAsync(start), await ScoreAgainstRandomAsync(taught));
        Assert.True(before < 0.8, $"untaught, it has {before} against random moves");
        Assert.True(after > 0.92, $"taught, it has {after} against random moves");
    }

    [Fact]
    public void Cancelled_learning_ends() =>
        Assert.Throws<OperationCanceledException>(() => TdLambda.Train(
            NewGame.Of("tic_tac_toe"), Shape("tic_tac_toe"), Start("tic_tac_toe"), _settings, 1, new Seed(1), new(canceled: true)));

    [Theory]
    [InlineData("chess", 18, "chess has no features")]
    [InlineData("othello", 18, "found 18 inputs; othello has 256 features")]
    public void Games_that_the_network_does_not_fit_are_refused(string game, int inputs, string message)
    {
        var shape = new MlpShape(inputs);
        var refused = Assert.Throws<ArgumentException>(() => TdLambda.Train(
            NewGame.Of(game), shape, new float[shape.Dimension], _settings, 1, new Seed(1), default));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static MlpShape Shape(string game) => new(NewGame.Of(game).FeatureCount, new MlpLayer(24, Activation.Relu));

    private static float[] Start(string game) => Mlp.NewWeights(Shape(game), new Seed(7));

    private static SelfPlayReport Train(string game, float[] weights, int matches, ulong seed) =>
        TdLambda.Train(NewGame.Of(game), Shape(game), weights, _settings, matches, new Seed(seed), default);

    // Looking at its own move only, 100 matches at each seat.
    private static async Task<double> ScoreAgainstRandomAsync(float[] weights)
    {
        var game = NewGame.Of("connect_four");
        var learned = TestModel.Agent("learned", new LearnedModel(game, Shape("connect_four"), weights), depth: 1);
        var (random, score) = (AgentDefinition.Of(game.Type, "random"), 0.0);
        for (ulong seed = 0; seed < 200; seed++)
        {
            var seat = (int)seed % 2;
            var spec = new MatchSpec { Game = game, Seed = new Seed(seed), Agents = seat == 0 ? [learned, random] : [random, learned] };
            score += (await MatchRunner.PlayAsync(spec, TimeProvider.System, default)).Scores[seat];
        }

        return score / 200;
    }
}
