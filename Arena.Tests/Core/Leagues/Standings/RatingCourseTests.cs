using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Openings;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;
using Arena.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Leagues.Standings;

public sealed class RatingCourseTests
{
    [Fact]
    public void Table_has_the_joint_fit_of_its_games_to_the_last_bit()
    {
        var league = TestLeague.Dilemma(6, selfPlay: true, repetitions: 8);
        var outcomes = Outcomes(league, new System.Random(2));
        var rows = LeagueTable.Compute(league, outcomes);

        // The same games, by name and in another order.
        var games = new ResultSetBuilder();
        foreach (var outcome in outcomes.Reverse())
        {
            var pairing = new RoundRobin(league).At(outcome.Index);
            if (pairing.IsSelfPlay || (outcome.FirstVerdict != Verdict.Ok && outcome.SecondVerdict != Verdict.Ok)) continue;
            games.Add(league.Agents[pairing.First].Name, league.Agents[pairing.Second].Name, (GameResult)(int)Judgement.Of(
                outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict));
        }

        var fit = JointFit.Of(games.Build());
        var ratings = fit.Ratings();
        int[] players = [.. rows.Select(row => fit.Results.Players.IndexOf(row.Agent))];
        Assert.Equal(players.Select(p => (double?)ratings[p].Rating), rows.Select(row => row.Rating.Joint));
        Assert.Equal(players.Select(p => ratings[p].Error), rows.Select(row => row.Rating.Error));
        Assert.Equal(players.Select(p => fit.Results.PlayerTotals[p].Games), rows.Select(row => row.Rating.Games));
        Assert.Equal(players.Zip(players.Skip(1), fit.Superiority).Append(null), rows.Select(row => row.Superiority));
    }

    [Fact]
    public void Games_of_an_encounter_with_swapped_seats_are_one_observation()
    {
        var swapped = TestLeague.Dilemma(2, swapSeats: true, repetitions: 3);
        // Whoever has the first seat first wins one and draws one, then loses both; of the third encounter only one game is in.
        var meeting = Assert.Single(Course(swapped, [(3, 0), (1, 1), (0, 5), (5, 0), (2, 1)]).Games().Meetings());
        int[] cells = new RoundRobin(swapped).At(0).First == 0 ? [2, 6, 13] : [3, 9, 14];
        Assert.Equal(Enumerable.Range(0, 15).Select(cell => cells.Contains(cell) ? 1L : 0), meeting.Counts);

        // Without swapped seats neighbours have seats swapped as well, but no seed in common.
        meeting = Assert.Single(Course(TestLeague.Dilemma(2, repetitions: 4), [(3, 0), (1, 1), (0, 5), (5, 0)]).Games().Meetings());
        Assert.Equal((4, 0), (meeting.Counts.Take(6).Sum(), meeting.Counts.Skip(6).Sum()));
    }

    [Fact]
    public void Encounter_whose_other_game_nobody_won_or_finished_is_a_single_game()
    {
        var league = TestLeague.Dilemma(2, swapSeats: true, repetitions: 2);
        var schedule = new RoundRobin(league);
        var course = new RatingCourse(league);
        Assert.True(course.Add(schedule.At(0), new(0, 3, 0, Verdict.Ok, Verdict.Ok, 1)));
        Assert.False(course.Add(schedule.At(1), new(1, 0, 0, Verdict.Crash, Verdict.Crash, 1)));
        Assert.True(course.Add(schedule.At(3), new(3, 3, 0, Verdict.Ok, Verdict.Ok, 1)));
        Assert.Equal((2, 2), (course.Games().Games, (int)Assert.Single(course.Games().Meetings()).Counts.Take(6).Sum()));
    }

    [Fact]
    public void One_sided_and_unlinked_agents_are_flagged_and_nothing_is_infinite()
    {
        var league = TestLeague.Of("""
            { "name": "g", "game": "tic_tac_toe", "format": "gauntlet", "seeds": 2, "swapSeats": false,
              "agents": [
                { "name": "s", "strategy": "random" }, { "name": "t", "strategy": "random" }, { "name": "a", "strategy": "random" },
                { "name": "b", "strategy": "random" }, { "name": "c", "strategy": "random" }, { "name": "d", "strategy": "random" }] }
            """);
        // s wins against a, and t against b; c and d do not play yet.
        var schedule = new Schedule(league);
        var outcomes = Enumerable.Range(0, schedule.Count).Where(i => Pair(schedule.At(i)) is (0, 2) or (1, 3))
            .Select(i =>
                new MatchOutcome(i, schedule.At(i).First < 2 ? 1 : 0, schedule.At(i).First < 2 ? 0
                : 1, Verdict.Ok, Verdict.Ok, 1)).ToArray();
        Assert.Equal(2, outcomes.Length);
        var rows = LeagueTable.Compute(league, outcomes).ToDictionary(row => row.Agent);
        Assert.All(new[] { "s", "t", "a", "b" }, name => Assert.Equal(RatingFlags.OneSided, rows[name].Rating.Flags));
        Assert.All(new[] { "c", "d" }, name =>
            Assert.Equal((RatingFlags.NoGames, (double?)1500, null),
            (rows[name].Rating.Flags, rows[name].Rating.Joint, rows[name].Rating.Error)));
        Assert.Equal(rows["s"].Rating.Group, rows["a"].Rating.Group);
        Assert.Equal([0, 0, 1, 1, 2, 2], rows.Values.Select(row => row.Rating.Group).Order());
        Assert.True(rows["s"].Rating.Joint > rows["a"].Rating.Joint);
        Assert.True(Finite(rows.Values));
    }

    [Fact]
    public void Nothing_in_a_table_is_ever_infinite_or_not_a_number() => Prop.ForAll<int>(seed =>
    {
        var random = new System.Random(seed);
        string[] formats = ["\"format\": \"swiss\"", "\"format\": \"knockout\"", "\"format\": \"ladder\", \"rounds\": 6",
            "\"format\": \"gauntlet\"", "\"selfPlay\": true"];
        var agents = string.Join(
            ", ", Enumerable.Range(0, random.Next(2, 8)).Select(i => $$"""{ "name": "a{{i}}", "strategy": "random" }"""));
        var league = TestLeague.Of($$"""
            { "name": "t", "game": "ipd", {{formats[random.Next(formats.Length)]}},
              "swapSeats": {{(random.Next(2) == 0 ? "true" : "false")}},
              "agents": [{{agents}}] }
            """);
        var schedule = new Schedule(league);
        var outcomes = new List<MatchOutcome>();
        var (most, forfeits) = (random.Next(1, 3), random.Next(2, 9));
        for (var stop = random.Next(schedule.Count + 1); outcomes.Count < stop;)
        {
            var i = outcomes.Count;
            var (first, second) = (random.Next(most), random.Next(most));
            outcomes.Add(new(i, first, second, random.Next(forfeits) == 0 ? Verdict.Crash : Verdict.Ok, Verdict.Ok, 1));
            if (outcomes.Count == schedule.Known) schedule.Advance(index => index < outcomes.Count ? outcomes[index] : null);
        }

        return Finite(LeagueTable.Compute(league, schedule, outcomes));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Too_many_agents_have_Elo_and_say_that_they_are_not_fitted()
    {
        var league = TestLeague.Dilemma(RatingCourse.MostFitted + 1);
        var rows = LeagueTable.Compute(league, [new(0, 3, 0, Verdict.Ok, Verdict.Ok, 1)]);
        Assert.All(rows, row => Assert.Equal((null, null, RatingFlags.NotFitted), (row.Rating.Joint, row.Superiority, row.Rating.Flags)));
        Assert.Equal([1510, 1490], rows.Select(row => row.Rating.Elo).Where(elo => elo != 1500).OrderDescending());
        Assert.Equal(2, rows.Sum(row => row.Rating.Games));
    }

    [Fact]
    public void A_set_that_is_built_of_its_meetings_is_the_same_set()
    {
        var league = TestLeague.Dilemma(5, swapSeats: true, repetitions: 4);
        var course = new RatingCourse(league);
        foreach (var outcome in Outcomes(league, new System.Random(4))) course.Add(new RoundRobin(league).At(outcome.Index), outcome);
        var games = course.Games();
        var builder = new ResultSetBuilder();
        foreach (var meeting in games.Meetings().Reverse())
            builder.Add(builder.Player(games.Players[meeting.A]), builder.Player(games.Players[meeting.B]), meeting.Counts);
        var again = builder.Build();
        Assert.Equal(games.Players.ToArray(), again.Players.ToArray());
        Assert.Equal(Counts(games), Counts(again));

        static IEnumerable<(int, int, string)> Counts(ResultSet set) =>
            set.Meetings().Select(m => (m.A, m.B, string.Join(",", m.Counts)));
        Assert.Throws<ArgumentException>(() => builder.Add(0, 1, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => builder.Add(0, 1, [-1, .. new long[14]]));
    }

    private static RatingCourse Course(LeagueDefinition league, (double First, double Second)[] scores)
    {
        var course = new RatingCourse(league);
        var schedule = new RoundRobin(league);
        for (var i = 0; i < scores.Length; i++)
            course.Add(schedule.At(i), new(i, scores[i].First, scores[i].Second, Verdict.Ok, Verdict.Ok, 1));
        return course;
    }

    private static MatchOutcome[] Outcomes(LeagueDefinition league, System.Random random) =>
        [.. Enumerable.Range(0, new RoundRobin(league).Count).Select(i => new MatchOutcome(
            i, random.Next(3), random.Next(3), (Verdict)(random.Next(10) / 9), (Verdict)(random.Next(10) / 9), 200))];

    private static (int, int) Pair(ScheduledMatch p) => (Math.Min(p.First, p.Second), Math.Max(p.First, p.Second));

    private static bool Finite(IEnumerable<StandingRow> rows) => rows.All(row =>
        double.IsFinite(row.Points) && double.IsFinite(row.Score)
        && double.IsFinite(row.Rating.Elo) && double.IsFinite(row.Rating.Joint!.Value) && double.IsFinite(row.Rating.Error ?? 0)
        && (row.Superiority ?? 0) is >= 0 and <= 1 && row.TieBreaks.All(t => double.IsFinite(t.Value)));
}
