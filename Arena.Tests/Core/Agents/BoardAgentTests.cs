using Arena.Core.Agents;
using Arena.Core.Agents.Board;
using Arena.Core.Agents.Poker;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

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
            var values = game.SearchOrder.Where(a => state.IsLegal(seat, a))
                .Select(a => (a, value: SlowValue(state, a, seat, depth))).ToList();
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

    [Theory]
    [InlineData("tic_tac_toe", 9)]
    [InlineData("connect_four", 5)]
    [InlineData("othello", 4)]
    [InlineData("breakthrough", 3)]
    [InlineData("chess", 3)]
    public async Task Alpha_beta_to_a_depth_finds_a_move_as_good_as_the_search_without_a_table(string name, int depth)
    {
        var game = NewGame.Of(name);
        for (ulong seed = 0; seed < 8; seed++)
        {
            var state = Opening.Random(game, null, (int)seed % 5, new Seed(seed)) is var opening
                ? After(game.NewState(), opening.Moves)
                : null!;
            var seat = state.CurrentSeat;
            var action = await new AlphaBeta(game, depth, 1_000_000_000).ChooseAsync(state, seat, default);
            var best = await new Minimax(game, depth).ChooseAsync(state, seat, default);
            // Several moves may be best; what counts is what they are worth.
            Assert.True(Worth(action) == Worth(best),
                $"{name}, seed {seed}: {state.ActionName(seat, action)} instead of {state.ActionName(seat, best)}");

            double Worth(int move) => Math.Clamp(SlowValue(state, move, seat, depth > 4 ? 4 : depth), -900, 900);
        }
    }

    [Fact]
    public void Alpha_beta_and_tree_search_never_lose_tic_tac_toe_against_any_play()
    {
        var game = NewGame.Of("tic_tac_toe");
        Assert.True(NeverLoses(game.NewState(), new AlphaBeta(game, 9, 1_000_000), seat: 0));
        Assert.True(NeverLoses(game.NewState(), new AlphaBeta(game, 9, 1_000_000), seat: 1));
        Assert.True(NeverLoses(game.NewState(), new TreeSearch(game, 3_000, 1, 60, new Seed(1)), seat: 1));
    }

    [Theory]
    [InlineData("connect_four", new[] { 0, 6, 0, 6, 0, 6 }, 0)]     // wins at once
    [InlineData("connect_four", new[] { 0, 6, 0, 6, 1, 6 }, 6)]     // blocks
    [InlineData("tic_tac_toe", new[] { 0, 8, 1 }, 2)]
    public async Task Searchers_win_or_block_when_they_must(string name, int[] moves, int expected)
    {
        var game = NewGame.Of(name);
        var state = After(game.NewState(), moves);
        for (ulong seed = 0; seed < 5; seed++)
            Assert.Equal(expected, await new TreeSearch(game, 2_000, 1, 60, new Seed(seed)).ChooseAsync(state, state.CurrentSeat, default));
        Assert.Equal(expected, await new AlphaBeta(game, 6, 5_000).ChooseAsync(state, state.CurrentSeat, default));
    }

    [Theory]
    [InlineData("kuhn_poker")]
    [InlineData("leduc_poker")]
    public async Task Tree_search_plays_by_what_it_sees_alone(string name)
    {
        // Hands that look alike to the seat are answered alike, whatever the other holds: the search cannot see it.
        var game = NewGame.Of(name);
        var answers = new Dictionary<string, int>();
        for (ulong seed = 0; seed < 60; seed++)
        {
            var state = game.NewState();
            var dice = new Dice(new Seed(seed));
            var actions = new int[game.MaxLegalActions];
            while (state.CurrentSeat == Turn.Chance) state.Apply(actions[dice.NextBelow(state.LegalActions(Turn.Chance, actions))]);
            var answer = await new TreeSearch(game, 200, 1, 60, new Seed(9)).ChooseAsync(state.ViewFor(0), 0, default);
            Assert.Equal(answer, answers.TryAdd(state.Observation(0), answer) ? answer : answers[state.Observation(0)]);
        }

        Assert.Equal(name == "kuhn_poker" ? 3 : 6, answers.Count);
    }

    [Fact]
    public async Task Tree_search_bets_the_highest_card_against_a_bet_and_never_calls_with_the_lowest()
    {
        var game = NewGame.Of("kuhn_poker");
        foreach (var (hand, answer) in new[] { ("1 2 b", 1), ("0 2 b", 1), ("1 0 b", 0), ("2 0 b", 0) })
            Assert.Equal(answer, await new TreeSearch(game, 1_000, 1, 60, new Seed(4))
                .ChooseAsync(game.ParseState(hand).ViewFor(1), 1, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(1.0 / 3)]
    public void Nobody_wins_more_against_kuhns_equilibrium_than_the_game_is_worth(double alpha)
    {
        var agent = new KuhnEquilibrium(alpha, default);
        var start = NewGame.Of("kuhn_poker").NewState();
        // All pure strategies of the other: a bet or a pass for each of the six things that it can see.
        foreach (var (seat, seen) in new[] { (1, new[] { "0", "1", "2", "0pb", "1pb", "2pb" }), (0, ["0p", "1p", "2p", "0b", "1b", "2b"]) })
        {
            var most = Enumerable.Range(0, 64)
                .Max(pure => -KuhnValue(start, seat, agent, o => (pure >> Array.IndexOf(seen, o) & 1) == 1 ? 1 : 0));
            Assert.Equal(seat == 1 ? -1.0 / 18 : 1.0 / 18, most, 12);
        }
    }

    private static double KuhnValue(GameState state, int seat, KuhnEquilibrium agent, Func<string, double> other)
    {
        if (state.IsTerminal) return state.Score(seat);
        var actions = new int[3];
        return actions[..state.LegalActions(state.CurrentSeat, actions)].Sum(action =>
        {
            var seen = state.CurrentSeat < 0 ? "" : state.Observation(state.CurrentSeat);
            var bets = state.CurrentSeat == seat ? agent.Bets(seen) : state.CurrentSeat < 0 ? 0 : other(seen);
            var probability = state.CurrentSeat == Turn.Chance ? state.ChanceProbability(action) : action == 1 ? bets : 1 - bets;
            return probability == 0 ? 0 : probability * KuhnValue(After(state, action), seat, agent, other);
        });
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

    private static GameState After(GameState state, IEnumerable<int> actions) => actions.Aggregate(state, After);

    private static GameState After(GameState state, int action)
    {
        var next = state.Clone();
        next.Apply(action);
        return next;
    }
}
