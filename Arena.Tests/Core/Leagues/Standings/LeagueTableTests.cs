using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Ratings;
using Arena.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Leagues.Standings;

public sealed class LeagueTableTests
{
    private static readonly LeagueDefinition Three = TestLeague.Of(
        """{ "name": "three", "game": "tic_tac_toe", "swapSeats": false, "agents": ["random", "greedy", "minimax"] }""");

    [Fact]
    public void Wins_draws_and_losses_are_counted_and_rated_in_index_order()
    {
        // 0 beats 1 (or whoever the schedule pairs first), the next is a draw, the third is won by the second seat.
        var schedule = new RoundRobin(Three);
        MatchOutcome[] outcomes = [Result(0, 1, 0), Result(1, 0.5, 0.5), Result(2, 0, 1)];
        var ratings = new double[] { Elo.Start, Elo.Start, Elo.Start };
        var points = new double[3];
        foreach (var outcome in outcomes)
        {
            var (_, first, second, _) = schedule.At(outcome.Index);
            (ratings[first], ratings[second]) = Elo.Update(ratings[first], ratings[second], outcome.FirstScore);
            points[first] += outcome.FirstScore;
            points[second] += outcome.SecondScore;
        }

        var rows = LeagueTable.Compute(Three, outcomes).ToDictionary(row => row.Agent);
        for (var agent = 0; agent < 3; agent++)
        {
            var row = rows[Three.Agents[agent].Name];
            Assert.Equal(points[agent], row.Points);
            Assert.Equal(points[agent] / 2, row.Score);
            Assert.Equal(ratings[agent], row.Rating.Elo);
            Assert.Equal(2, row.Wins + row.Draws + row.Losses);
        }
    }

    [Fact]
    public void Forfeits_are_counted_by_what_was_done()
    {
        var schedule = new RoundRobin(Three);
        MatchOutcome[] outcomes =
        [
            new(0, 0, 1, Verdict.Crash, Verdict.Ok, 3), new(1, 1, 0, Verdict.Ok, Verdict.Timeout, 3),
            new(2, 0, 1, Verdict.Illegal, Verdict.Ok, 3),
        ];
        var expected = new FaultCounts[3];
        foreach (var outcome in outcomes)
        {
            var (_, first, second, _) = schedule.At(outcome.Index);
            expected[first] = expected[first].With(outcome.FirstVerdict);
            expected[second] = expected[second].With(outcome.SecondVerdict);
        }

        var rows = LeagueTable.Compute(Three, outcomes).ToDictionary(row => row.Agent, row => row.Faults);
        Assert.Equal(expected, Three.Agents.Select(agent => rows[agent.Name]));
        Assert.Equal(new FaultCounts(1, 1, 1, 0), expected.Aggregate((a, b) => new(
            a.Crashes + b.Crashes, a.Timeouts + b.Timeouts, a.Illegal + b.Illegal, a.Disconnects + b.Disconnects)));
    }

    [Fact]
    public void No_results_leave_everybody_at_the_start_in_the_order_of_their_names()
    {
        var rows = LeagueTable.Compute(Three, []);
        Assert.Equal(["greedy", "minimax", "random"], rows.Select(row => row.Agent));
        Assert.Equal([1, 2, 3], rows.Select(row => row.Rank));
        Assert.All(rows, row => Assert.Equal((0, 0, Elo.Start), (row.Points, row.Score, row.Rating.Elo)));
    }

    [Fact]
    public void Dilemma_ranks_by_mean_payoff_per_turn_and_not_by_wins()
    {
        var league = TestLeague.Of("""{ "name": "d", "game": "ipd", "agents": ["defector", "tit-for-tat", "cooperator"] }""");
        var rows = LeagueTable.Compute(league, [.. Enumerable.Range(0, 3).Select(i => Played(league, i))]);
        Assert.Equal(["defector", "tit-for-tat", "cooperator"], rows.Select(row => row.Agent));
        Assert.Equal([(204 + 1000) / 400.0, (199 + 600) / 400.0, 600 / 400.0], rows.Select(row => row.Score));
        Assert.Equal([2, 0.5, 0.5], rows.Select(row => row.Points));
    }

    [Fact]
    public void Self_play_counts_for_the_score_only()
    {
        var league = TestLeague.Dilemma(2, selfPlay: true);
        Assert.Equal(3, new RoundRobin(league).Count);
        var rows = LeagueTable.Compute(league, [Result(0, 400, 400), Result(1, 600, 600), Result(2, 200, 300)]);
        Assert.Equal(("a0", (400 + 600 + 600) / 600.0), (rows[0].Agent, rows[0].Score));
        Assert.Equal(("a1", (400 + 200 + 300) / 600.0), (rows[1].Agent, rows[1].Score));
        Assert.All(rows, row => Assert.Equal((0, 1, 0, 1500.0), (row.Wins, row.Draws, row.Losses, row.Rating.Elo)));
    }

    [Fact]
    public void Forfeit_is_a_loss_whatever_the_scores_and_two_are_two_losses_and_no_rated_game()
    {
        var league = TestLeague.Dilemma(2, repetitions: 2);
        MatchOutcome[] outcomes = [new(0, 900, 10, Verdict.Crash, Verdict.Ok, 3), new(1, 0, 0, Verdict.Timeout, Verdict.Illegal, 0)];
        var first = new RoundRobin(league).At(0).First;
        var rows = LeagueTable.Compute(league, outcomes);
        var (loser, winner) = (rows.Single(r => r.Agent == $"a{first}"), rows.Single(r => r.Agent != $"a{first}"));
        Assert.Equal((0, 2), (loser.Wins, loser.Losses));
        Assert.Equal((1, 1), (winner.Wins, winner.Losses));
        Assert.Equal(1510, winner.Rating.Elo);
        Assert.Equal((1490, 1), (loser.Rating.Elo, loser.Rating.Games));
    }

    [Fact]
    public void Order_of_arrival_shows_in_no_bit() => Prop.ForAll<int>(seed =>
    {
        var league = TestLeague.Dilemma(7, selfPlay: true, repetitions: 3);
        var random = new System.Random(seed);
        var outcomes = Enumerable.Range(0, new RoundRobin(league).Count).Where(_ => random.Next(4) > 0)
            .Select(i =>
                new MatchOutcome(i, random.Next(1000) * 0.1, random.Next(1000) * 0.1, (Verdict)(random.Next(10) / 8), Verdict.Ok, 200))
            .ToArray();
        var expected = LeagueTable.Compute(league, outcomes);
        var shuffled = outcomes.Concat(outcomes.Take(5)).ToArray(); // some arrive twice
        random.Shuffle(shuffled);
        return LeagueTable.Compute(league, shuffled).SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Contradicting_or_foreign_results_are_errors()
    {
        Assert.Throws<ArgumentException>(() => LeagueTable.Compute(Three, [Result(1, 1, 0), Result(1, 0, 1)]));
        Assert.Throws<ArgumentException>(() => LeagueTable.Compute(Three, [Result(3, 1, 0)]));
        Assert.Throws<ArgumentException>(() => LeagueTable.Compute(Three, [Result(-1, 1, 0)]));
    }

    private static MatchOutcome Result(int index, double first, double second) => new(index, first, second, Verdict.Ok, Verdict.Ok, 5);

    private static MatchOutcome Played(LeagueDefinition league, int index)
    {
        var match = MatchRunner.PlayAsync(league.MatchAt(new RoundRobin(league).At(index)), TimeProvider.System, default);
        Assert.True(match.IsCompletedSuccessfully);
        return MatchOutcome.Of(index, match.Result);
    }
}
