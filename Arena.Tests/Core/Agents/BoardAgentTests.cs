using Arena.Core.Agents;
using Arena.Core.Agents.Board;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Tests.Core.Games;
using Arena.Tests.Core.Matches;

namespace Arena.Tests.Core.Agents;

public sealed class BoardAgentTests
{
    [Fact]
    public void Minimax_to_the_end_never_loses_tic_tac_toe_against_any_play()
    {
        var game = NewGame.Of("tic_tac_toe");
        Assert.True(NeverLoses(game.NewState(), new Minimax(game, 9), seat: 0));
        Assert.True(NeverLoses(game.NewState(), new Minimax(game, 9), seat: 1));
    }

    [Theory]
    [InlineData("tic_tac_toe", 3)]
    [InlineData("connect_four", 4)]
    public async Task Minimax_values_positions_as_a_search_without_pruning(string name, int depth)
    {
        var game = NewGame.Of(name);
        var agent = new Minimax(game, depth);
        for (ulong seed = 0; seed < 25; seed++)
        {
            var dice = new Dice(new Seed(seed));
            var state = game.NewState();
            var random = new RandomMover(new Seed(seed));
            for (var plies = dice.NextBelow(name == "tic_tac_toe" ? 5 : 20); plies > 0 && !state.IsTerminal; plies--)
                state.Apply(await random.ChooseAsync(state, state.CurrentSeat, default));
            if (state.IsTerminal) continue;

            var seat = state.CurrentSeat;
            var values = game.SearchOrder.Where(a => state.IsLegal(seat, a)).Select(a => (a, value: SlowValue(state, a, seat, depth))).ToList();
            var best = values.Max(v => v.value);
            Assert.Equal(values.First(v => v.value == best).a, await agent.ChooseAsync(state, seat, default));
        }
    }

    [Theory]
    [InlineData("tic_tac_toe", new[] { 0, 3, 1, 4 }, 2)]            // wins
    [InlineData("tic_tac_toe", new[] { 0, 8, 1 }, 2)]               // blocks
    [InlineData("tic_tac_toe", new int[0], 4)]                      // the centre looks best
    [InlineData("connect_four", new[] { 0, 6, 0, 6, 0, 6 }, 0)]     // wins, and does not only block
    [InlineData("connect_four", new[] { 0, 6, 0, 6, 1, 6 }, 6)]     // blocks
    public async Task Greedy_wins_else_blocks_else_takes_what_looks_best(string name, int[] moves, int expected)
    {
        var game = NewGame.Of(name);
        var state = game.NewState();
        foreach (var move in moves) state.Apply(move);
        for (ulong seed = 0; seed < 10; seed++)
            Assert.Equal(expected, await new Greedy(game, new Seed(seed)).ChooseAsync(state, state.CurrentSeat, default));
    }

    [Fact]
    public async Task Deeper_search_beats_random_play_in_connect_four()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var record = await Play.Async("connect_four", seed, "minimax", "random");
            Assert.Equal([Outcome.Win, Outcome.Loss], record.Outcomes.ToArray());
        }
    }

    private static bool NeverLoses(GameState state, IAgent agent, int seat)
    {
        if (state.IsTerminal) return state.Score(seat) > 0;
        if (state.CurrentSeat == seat) return NeverLoses(After(state, agent.ChooseAsync(state, seat, default).Result), agent, seat);
        return Enumerable.Range(0, state.Game.ActionCount)
            .Where(action => state.IsLegal(state.CurrentSeat, action))
            .All(action => NeverLoses(After(state, action), agent, seat));
    }

    private static double SlowValue(GameState state, int action, int seat, int depth)
    {
        var next = After(state, action);
        if (next.IsTerminal) return (2 * next.Score(seat) - 1) * (1000 - next.Moves);
        if (depth == 1) return next.Estimate(seat);
        var replies = Enumerable.Range(0, next.Game.ActionCount).Where(a => next.IsLegal(next.CurrentSeat, a))
            .Select(a => SlowValue(next, a, seat, depth - 1)).ToList();
        return next.CurrentSeat == seat ? replies.Max() : replies.Min();
    }

    private static GameState After(GameState state, int action)
    {
        var next = state.Clone();
        next.Apply(action);
        return next;
    }
}
