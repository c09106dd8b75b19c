using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Standings;

public sealed class RatingTrendTests
{
    [Fact]
    public void Trend_is_what_the_rating_gained_over_the_latest_matches_that_were_rated()
    {
        var league = TestLeague.Dilemma(4, repetitions: 9);
        var schedule = new RoundRobin(league);
        var course = new RatingCourse(league);
        var random = new Random(3);
        // Each agent's rating before its first rated match and after every one.
        double[][] ratings = [.. Enumerable.Range(0, 4).Select(agent => new[] { course.EloOf(agent) })];
        for (var index = 0; index < schedule.Count; index++)
        {
            var pairing = schedule.At(index);
            var crash = random.Next(6) == 0 ? Verdict.Crash : Verdict.Ok; // what both forfeit is not rated
            if (course.Add(pairing, new MatchOutcome(index, random.Next(3), random.Next(3), crash, crash, 1)))
            {
                foreach (var agent in new[] { pairing.First, pairing.Second })
                    ratings[agent] = [.. ratings[agent], course.EloOf(agent)];
            }

            for (var agent = 0; agent < 4; agent++)
            {
                var latest = ratings[agent].TakeLast(RatingTrend.Most + 1).ToArray();
                Assert.Equal(new RatingTrend(latest[^1] - latest[0], latest.Length - 1), course.TrendOf(agent));
            }
        }

        Assert.Equal(RatingTrend.Most, course.TrendOf(0).Matches);
    }

    [Fact]
    public void Table_has_the_trend_of_each()
    {
        var league = TestLeague.Dilemma(2);
        var rows = LeagueTable.Compute(league, [new(0, 3, 0, Verdict.Ok, Verdict.Ok, 1)]);

        Assert.Equal([(10, 1), (-10, 1)], rows.Select(row => ((int)row.Trend.Change, row.Trend.Matches)));
        Assert.All(LeagueTable.Compute(league, []), row => Assert.Equal(default, row.Trend));
    }
}
