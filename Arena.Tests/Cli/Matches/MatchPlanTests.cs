using Arena.Cli.Matches;
using Arena.Core.Agents;
using Arena.Core.Games.Matrix;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Cli.Matches;

public sealed class MatchPlanTests
{
    [Fact]
    public void Every_pair_meets_once_a_round_from_both_seats_with_one_opening_and_seed()
    {
        var plan = Plan("connect_four", ["random", "greedy", "minimax", "mcts"], rounds: 3, openingPlies: 5);
        var matches = Enumerable.Range(0, plan.Count).Select(plan.At).ToList();
        Assert.Equal(3 * 6 * 2, matches.Count);
        foreach (var meeting in matches.GroupBy(m => m.Meeting))
        {
            var (first, second) = (meeting.First(), meeting.Last());
            Assert.Equal(first.Agents.Reverse(), second.Agents);
            Assert.Equal(first.Spec.Seed, second.Spec.Seed);
            Assert.Equal(first.Spec.Opening, second.Spec.Opening);
            Assert.Equal(5, first.Spec.Opening.Moves.Length);
        }

        Assert.Equal(18, matches.Select(m => m.Spec.Seed).Distinct().Count());
        Assert.True(matches.Select(m => string.Join(',', m.Spec.Opening.Moves)).Distinct().Count() > 15);
        Assert.All(matches.GroupBy(m => (m.Meeting / 6, Pair: string.Join(',', m.Agents.Order()))), pair => Assert.Equal(2, pair.Count()));
    }

    [Fact]
    public void Games_of_more_seats_move_everybody_on_by_one()
    {
        var type = NormalFormFile.Parse("three", "NFG 1 R \"t\" { \"a\" \"b\" \"c\" } { 2 1 1 } 1 2 3 6 5 4");
        var random = AgentDefinition.Of(type, "random");
        var plan = new MatchPlan { Game = type.Create(type.Parameters.Defaults),
            Agents = [random with { Name = "x" }, random with { Name = "y" }, random with { Name = "z" }], Games = 3 };
        Assert.Equal(["0,1,2", "1,2,0", "2,0,1"], Enumerable.Range(0, plan.Count).Select(i => string.Join(',', plan.At(i).Agents)));
    }

    [Fact]
    public async Task Record_of_three_seats_has_three_outcomes()
    {
        var type = NormalFormFile.Parse("three", "NFG 1 R \"t\" { \"a\" \"b\" \"c\" } { 1 1 1 } 5 7 7");
        var random = AgentDefinition.Of(type, "random");
        var spec = new MatchSpec { Game = type.Create(type.Parameters.Defaults), Agents = [random, random, random], Seed = default };
        var record = await MatchRunner.PlayAsync(spec, TimeProvider.System, default);
        Assert.Equal([Outcome.Loss, Outcome.Draw, Outcome.Draw], record.Outcomes.ToArray());
    }

    [Fact]
    public async Task Opening_is_played_before_anybody_is_asked_and_is_part_of_the_record()
    {
        var plan = Plan("othello", ["random", "greedy"], rounds: 1, openingPlies: 6);
        var record = await MatchRunner.PlayAsync(plan.At(0).Spec, TimeProvider.System, default);
        Assert.Equal(plan.At(0).Spec.Opening.Moves, Transcript.Read(record.Transcript).Take(6));
        var other = await MatchRunner.PlayAsync(plan.At(0).Spec with { Opening = Opening.None }, TimeProvider.System, default);
        Assert.NotEqual(Convert.ToHexString(record.Hash), Convert.ToHexString(other.Hash));
        // The same moves, but chosen by the agents, are not the same match.
        Assert.NotEqual(record.Hash,
            (await MatchRunner.PlayAsync(
            plan.At(0).Spec with { Opening = plan.At(0).Spec.Opening with { State = plan.Game.NewState().ToString() } },
            TimeProvider.System, default)).Hash);
    }

    [Fact]
    public async Task Match_from_a_state_begins_there()
    {
        const string mateInOne = "k7/8/1K6/8/8/8/8/7R w - - 0 1";
        var plan = Plan("chess", ["greedy", "random"], rounds: 1, openingPlies: 0) with { Start = mateInOne };
        var record = await MatchRunner.PlayAsync(plan.At(0).Spec, TimeProvider.System, default);
        Assert.Equal([1, 0], record.Scores.ToArray());
        Assert.Equal(1, record.Moves);
    }

    [Fact]
    public void Random_openings_are_legal_and_end_no_game()
    {
        foreach (var name in new[] { "tic_tac_toe", "connect_four", "othello", "breakthrough", "chess" })
        {
            var game = NewGame.Of(name);
            for (ulong seed = 0; seed < 30; seed++)
            {
                var opening = Opening.Random(game, null, name == "tic_tac_toe" ? 8 : 40, new Seed(seed));
                var state = game.NewState();
                foreach (var move in opening.Moves) state.Apply(move);
                Assert.False(state.IsTerminal, $"{name}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Random_openings_of_games_that_are_not_just_in_turn_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => Opening.Random(NewGame.Of("ipd"), null, 2, default));
        Assert.Throws<NotSupportedException>(() => Opening.Random(NewGame.Of("kuhn_poker"), null, 2, default));
    }

    [Fact]
    public async Task Table_counts_each_game_for_each_seat_and_ranks_by_the_games_measure()
    {
        var plan = Plan("ipd", ["tit-for-tat", "defector", "cooperator"], rounds: 2, openingPlies: 0);
        var table = new MatchTable(plan);
        for (var i = 0; i < plan.Count; i++)
            table.Add(plan.At(i), GameResult.Of(await MatchRunner.PlayAsync(plan.At(i).Spec, TimeProvider.System, default)));
        var rows = table.Rows();
        // 200 turns each: the defector gets 204 and 1000, tit for tat 199 and 600, the cooperator 0 and 600.
        Assert.Equal(["defector", "tit-for-tat", "cooperator"], rows.Select(row => row.Agent));
        Assert.Equal([(204 + 1000) / 400.0, (199 + 600) / 400.0, 600 / 400.0], rows.Select(row => Math.Round(row.Score, 9)));
        Assert.Equal([8, 4 / 2, 4 / 2], rows.Select(row => (int)row.Points));
        Assert.All(rows, row => Assert.Equal(8, row.Games));
    }

    [Fact]
    public void Mean_estimate_is_that_of_the_textbook()
    {
        var mean = new MeanEstimate();
        foreach (var sample in new[] { 2.0, 4, 4, 4, 5, 5, 7, 9 }) mean.Add(sample);
        Assert.Equal(5, mean.Mean, 12);
        Assert.Equal(1.959963984540054 * Math.Sqrt(32 / 7.0 / 8), mean.Error, 12);
        var one = new MeanEstimate();
        one.Add(1);
        Assert.True(double.IsNaN(one.Error));
        // Samples that are all the same say nothing of how far others may be off.
        one.Add(1);
        Assert.True(double.IsNaN(one.Error));
        one.Add(0);
        Assert.Equal(1.959963984540054 / 3, one.Error, 12);
    }

    private static MatchPlan Plan(string game, string[] agents, int rounds, int openingPlies)
    {
        var rules = NewGame.Of(game);
        return new() { Game = rules, Agents = [.. agents.Select(a => AgentDefinition.Of(rules.Type, a))], Rounds = rounds,
            Games = 2, OpeningPlies = openingPlies, Seed = 5 };
    }
}
