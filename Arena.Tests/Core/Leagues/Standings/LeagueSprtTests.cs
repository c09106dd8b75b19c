using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Ratings.Sequential;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Standings;

public sealed class LeagueSprtTests
{
    private const int Seeds = 200;

    [Fact]
    public void League_without_results_has_no_decision()
    {
        var reading = new LeagueSprt(League(swapSeats: true)).Reading;
        Assert.Equal((SprtState.Running, 0L, null), (reading.Report.State, reading.Counts.Games, reading.Verdict));
        Assert.True(reading.Counts.Paired);
    }

    [Fact]
    public void Match_alone_of_a_pair_is_no_observation_and_the_other_makes_one_whichever_comes_first()
    {
        foreach (var order in new[] { new[] { 0, 1 }, [1, 0] })
        {
            var league = League(swapSeats: true);
            var (sprt, schedule) = (new LeagueSprt(league), new Schedule(league));
            sprt.Add(schedule.At(order[0]), Won(order[0], bySeat: schedule.At(order[0]).First));
            Assert.Equal(0, sprt.Reading.Counts.Total);
            sprt.Add(schedule.At(order[1]), Won(order[1], bySeat: schedule.At(order[1]).First));
            Assert.Equal([0, 0, 0, 0, 1], sprt.Reading.Counts.Counts); // the first agent won from both seats
        }
    }

    [Fact]
    public void Counts_are_those_of_a_slow_count_up_to_the_decision_and_stay_so()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var dice = new Random(seed);
            var league = League(swapSeats: seed % 2 == 0);
            var (sprt, schedule) = (new LeagueSprt(league), new Schedule(league));
            int[] order = [.. Enumerable.Range(0, schedule.Count)];
            dice.Shuffle(order);
            var (chance, results) = (dice.NextDouble(), new List<(ScheduledMatch Match, int Points)>());
            SprtReading? decided = null;
            foreach (var index in order)
            {
                var match = schedule.At(index);
                var points = dice.Next(3) == 0 ? 1 : dice.NextDouble() < chance ? 2 : 0;
                sprt.Add(match, Outcome(index, match.First == 0 ? points : 2 - points));
                results.Add((match, points));
                var slow = decided ?? SprtReading.Of(league.Sprt!, Slowly(league, results));
                Assert.True(
                    slow.Counts.Counts.SequenceEqual(sprt.Reading.Counts.Counts) && slow.Report == sprt.Reading.Report,
                    $"seed {seed}, after {results.Count} matches");
                if (slow.Report.State != SprtState.Running)
                    decided = slow;
            }
        }
    }

    [Fact]
    public void Forfeits_count_as_the_table_counts_them()
    {
        var league = League(swapSeats: false);
        var (sprt, schedule) = (new LeagueSprt(league), new Schedule(league));
        sprt.Add(schedule.At(0) with { First = 0, Second = 1 }, new MatchOutcome(0, 0, 0, Verdict.Timeout, Verdict.Ok, 3));
        sprt.Add(schedule.At(1) with { First = 1, Second = 0 }, new MatchOutcome(1, 0, 0, Verdict.Crash, Verdict.Ok, 3));
        Assert.Equal([1, 0, 1], sprt.Reading.Counts.Counts);
    }

    private static ScoreCounts Slowly(LeagueDefinition league, List<(ScheduledMatch Match, int Points)> results)
    {
        if (!league.SwapSeats)
        {
            return ScoreCounts.Single(
                results.Count(r => r.Points == 2), results.Count(r => r.Points == 1), results.Count(r => r.Points == 0));
        }

        var pairs = results.GroupBy(r => r.Match.Index / 2).Where(pair => pair.Count() == 2).Select(pair => pair.Sum(r => r.Points));
        var counts = Enumerable.Range(0, 5).Select(sum => (long)pairs.Count(points => points == sum)).ToArray();
        return ScoreCounts.Pairs(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static MatchOutcome Won(int index, int bySeat) => Outcome(index, bySeat == 0 ? 2 : 0);

    // Of the first seat, in halves.
    private static MatchOutcome Outcome(int index, int points) => new(index, points / 2.0, 1 - (points / 2.0), Verdict.Ok, Verdict.Ok, 9);

    private static LeagueDefinition League(bool swapSeats) => TestLeague.Of($$"""
        {
          "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"], "repetitions": 30,
          "swapSeats": {{(swapSeats ? "true" : "false")}}, "sprt": { "elo0": 0, "elo1": 200 }
        }
        """);
}
