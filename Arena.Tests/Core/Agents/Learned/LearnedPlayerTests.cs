using Arena.Core.Agents.Learned;
using Arena.Core.Games;
using Arena.Core.Learning.Models;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Agents.Learned;

public sealed class LearnedPlayerTests
{
    [Theory]
    [InlineData("tic_tac_toe", 4)]
    [InlineData("connect_four", 3)]
    [InlineData("othello", 3)]
    [InlineData("breakthrough", 2)]
    public async Task Choice_is_that_of_a_search_without_pruning(string name, int depth)
    {
        var model = TestModel.Of(name);
        var (game, network) = (model.Game, new Mlp(model.Shape));
        for (ulong seed = 0; seed < 15; seed++)
        {
            var (dice, state) = (new Dice(new Seed(seed)), game.NewState());
            for (var plies = dice.NextBelow(name == "tic_tac_toe" ? 5 : 30); plies > 0 && !state.IsTerminal; plies--)
                state.Apply(state.RandomAction(state.CurrentSeat, dice));
            if (state.IsTerminal) continue;

            var seat = state.CurrentSeat;
            var values = Legal(state).ToDictionary(action => action, action => Slow(state, action, seat, depth));
            var chosen = await Player(model, depth, seed).ChooseAsync(state, seat, default);
            Assert.Equal(values.Values.Max(), values[chosen]);

            double Slow(GameState before, int action, int viewer, int left)
            {
                var after = before.Clone();
                after.Apply(action);
                if (after.IsTerminal) return (2 * after.Score(viewer) - 1) * (1000 - after.Moves);
                var mover = after.CurrentSeat;
                if (left > 1)
                {
                    var replies = Legal(after).Select(reply => Slow(after, reply, viewer, left - 1));
                    return mover == viewer ? replies.Max() : replies.Min();
                }

                var features = new float[game.FeatureCount];
                after.WriteFeatures(mover, features);
                var value = network.Value(model.Weights.Span, features);
                return mover == viewer ? value : -value;
            }
        }
    }

    [Theory]
    [InlineData(new[] { 0, 6, 0, 6, 0, 6 }, 1, 0)]     // wins, and does not only block
    [InlineData(new[] { 0, 6, 0, 6, 0, 6 }, 4, 0)]
    [InlineData(new[] { 0, 6, 0, 6, 1, 6 }, 2, 6)]     // blocks
    public async Task Win_is_taken_and_loss_prevented_whatever_the_network_thinks(int[] moves, int depth, int expected)
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var model = TestModel.Of("connect_four", seed);
            var state = model.Game.NewState();
            foreach (var move in moves) state.Apply(move);
            Assert.Equal(expected, await Player(model, depth, seed).ChooseAsync(state, state.CurrentSeat, default));
        }
    }

    [Fact]
    public async Task Dice_choose_among_equals_only()
    {
        var (game, state) = (NewGame.Of("connect_four"), NewGame.Of("connect_four").NewState());
        var shape = new MlpShape(game.FeatureCount);
        var (indifferent, decided) = (new LearnedModel(game, shape, new float[shape.Dimension]), TestModel.Of("connect_four"));
        var (any, one) = (new HashSet<int>(), new HashSet<int>());
        for (ulong seed = 0; seed < 100; seed++)
        {
            any.Add(await Player(indifferent, 2, seed).ChooseAsync(state, 0, default));
            one.Add(await Player(decided, 2, seed).ChooseAsync(state, 0, default));
        }

        Assert.Equal(7, any.Count);
        Assert.Single(one);
    }

    [Fact]
    public async Task Sums_that_overflow_are_no_forfeit()
    {
        var game = NewGame.Of("tic_tac_toe");
        var shape = new MlpShape(game.FeatureCount, new MlpLayer(2, Activation.Relu));
        var weights = Enumerable.Range(0, shape.Dimension).Select(i => i % 2 == 0 ? float.MaxValue : -float.MaxValue).ToArray();
        var agent = TestModel.Agent("large", new LearnedModel(game, shape, weights));
        var spec = new MatchSpec { Game = game, Agents = [agent, agent], Seed = new Seed(1) };
        var record = await MatchRunner.PlayAsync(spec, TimeProvider.System, default);
        Assert.All(record.Verdicts, verdict => Assert.Equal(Verdict.Ok, verdict));
    }

    [Fact]
    public async Task Search_that_is_called_off_ends() =>
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await Player(TestModel.Of("othello"), 6, 1).ChooseAsync(NewGame.Of("othello").NewState(), 0, new(canceled: true)));

    [Fact]
    public async Task Model_of_another_game_is_refused()
    {
        var agent = TestModel.Agent("lost", TestModel.Of("othello"));
        var spec = new MatchSpec { Game = NewGame.Of("tic_tac_toe"), Agents = [agent, agent], Seed = new Seed(1) };
        await Assert.ThrowsAsync<ArgumentException>(async () => await MatchRunner.PlayAsync(spec, TimeProvider.System, default));
    }

    private static LearnedPlayer Player(LearnedModel model, int depth, ulong seed) =>
        LearnedPlayer.Of(new(model, depth), model.Game, new Seed(seed));

    private static int[] Legal(GameState state)
    {
        var actions = new int[state.Game.MaxLegalActions];
        return actions[..state.LegalActions(state.CurrentSeat, actions)];
    }
}
