using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Pairing.Ladder;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Formats;

public sealed class FormatTests
{
    [Theory]
    [InlineData("\"format\": \"gauntlet\"", 7, 6)]
    [InlineData("\"format\": \"gauntlet\", \"seeds\": 3", 7, 12)]
    [InlineData("\"format\": \"gauntlet\", \"seeds\": 2, \"repetitions\": 3, \"swapSeats\": true", 7, 60)]
    [InlineData("\"format\": \"knockout\"", 7, 6)]
    [InlineData("\"format\": \"knockout\", \"swapSeats\": true", 8, 14)]
    [InlineData("\"format\": \"swiss\"", 7, 15)]
    [InlineData("\"format\": \"swiss\", \"rounds\": 3, \"repetitions\": 2", 6, 18)]
    [InlineData("\"format\": \"swiss\"", 2, 1)]
    [InlineData("\"format\": \"ladder\", \"rounds\": 9", 7, 18)]
    [InlineData("\"format\": \"ladder\", \"rounds\": 9, \"matchesPerRound\": 1, \"swapSeats\": true", 7, 18)]
    public void Matches_are_known_in_number_and_numbered_through(string format, int agents, int matches)
    {
        var league = Document(format, agents);
        Assert.Equal(matches, (int)LeagueFormat.CountOf(league));
        var schedule = new Schedule(league);
        Assert.Equal(matches, schedule.Count);
        var outcomes = Play(league, schedule, new Random(1));
        Assert.Equal(Enumerable.Range(0, matches), outcomes.Select(o => o.Index));
        Assert.All(Enumerable.Range(0, matches), i => Assert.Equal(i, schedule.At(i).Index));
        Assert.Equal(matches, schedule.Known);
        Assert.DoesNotContain(Enumerable.Range(0, matches), i => schedule.At(i).IsSelfPlay);
        Assert.Equal(agents, LeagueTable.Compute(league, outcomes).Select(r => r.Agent).Distinct().Count());
        Assert.Equal(league, TestLeague.Of(league.ToJson()));
    }

    [Theory]
    [InlineData("swiss")]
    [InlineData("knockout")]
    [InlineData("ladder")]
    public void Interrupted_after_any_match_the_table_is_the_one_without_interruption(string format)
    {
        var rounds = format == "ladder" ? ", \"rounds\": 8" : "";
        var league = Document($"\"format\": \"{format}\", \"swapSeats\": true, \"seed\": 5{rounds}", 11);
        var whole = new Schedule(league);
        var outcomes = Play(league, whole, new Random(3));
        var table = LeagueTable.Compute(league, outcomes);
        for (var stop = 0; stop <= outcomes.Count; stop++)
        {
            MatchOutcome[] some = [.. outcomes.Take(stop)];
            new Random(stop).Shuffle(some);
            var resumed = Schedule.After(league, some);
            Assert.InRange(resumed.Known, Math.Min(stop + 1, whole.Count), whole.Count);
            Assert.All(Enumerable.Range(0, resumed.Known), i => Assert.Equal(whole.At(i), resumed.At(i)));
            LeagueTable.Compute(league, some);
            resumed.Advance(i => outcomes[i]);
            Assert.Equal(table, LeagueTable.Compute(league, resumed, outcomes));
        }
    }

    [Fact]
    public void Gauntlet_lets_seeds_meet_everybody_else_and_shares_out_seats()
    {
        var pairings = Known(new Schedule(Document("\"format\": \"gauntlet\", \"seeds\": 2", 8)));
        Assert.All(pairings, p => Assert.True(p.First < 2 != p.Second < 2));
        Assert.Equal(12, pairings.Select(p => (Math.Min(p.First, p.Second), Math.Max(p.First, p.Second))).Distinct().Count());
        Assert.Equal(3, pairings.Count(p => p.First == 0));
    }

    [Fact]
    public void Knockout_gives_byes_to_the_best_and_keeps_them_apart()
    {
        var league = Document("\"format\": \"knockout\"", 6);
        var schedule = new Schedule(league);
        Assert.Equal([(3, 4), (2, 5)], Known(schedule).Select(Sorted));
        var all = Known(schedule, by: p => Math.Min(p.First, p.Second));
        Assert.Equal([(0, 3), (1, 2), (0, 1)], all.Skip(2).Select(Sorted));
        var rows = LeagueTable.Compute(league, schedule, [.. all.Select(p => Won(p, Math.Min(p.First, p.Second)))]);
        Assert.Equal(["a0", "a1", "a2", "a3", "a4", "a5"], rows.Select(r => r.Agent));
    }

    [Fact]
    public void Knockout_ties_are_broken_by_score_then_by_seed()
    {
        var league = Document("\"format\": \"knockout\"", 2);
        var pairing = new Schedule(league).At(0);
        // Equal scores: a draw, so the better seed stands first.
        Assert.Equal("a0", LeagueTable.Compute(league, [new(0, 3, 3, Verdict.Ok, Verdict.Ok, 1)])[0].Agent);
        Assert.Equal("a1", LeagueTable.Compute(league, [Won(pairing, 1)])[0].Agent);
        // One game each, but the second seed has made more of its own.
        var twice = Document("\"format\": \"knockout\", \"swapSeats\": true", 2);
        Assert.Equal("a1", LeagueTable.Compute(
            twice, [new(0, 1, 5, Verdict.Ok, Verdict.Ok, 1), new(1, 1, 2, Verdict.Ok, Verdict.Ok, 1)])[0].Agent);
    }

    [Fact]
    public void Swiss_byes_are_points_and_buchholz_breaks_ties()
    {
        var league = Document("\"format\": \"swiss\", \"rounds\": 3", 5);
        var schedule = new Schedule(league);
        var all = Known(schedule, by: p => Math.Min(p.First, p.Second));
        var rows = LeagueTable.Compute(league, schedule, [.. all.Select(p => Won(p, Math.Min(p.First, p.Second)))]);
        Assert.Equal(3 * 3, rows.Sum(r => r.Points)); // two games and a bye a round
        Assert.Equal("a0", rows[0].Agent);
        Assert.Equal(rows.OrderByDescending(r => r.Points).Select(r => r.Agent), rows.Select(r => r.Agent));
    }

    [Fact]
    public void Swiss_rows_have_the_tie_breaks_that_order_them()
    {
        var league = Document("\"format\": \"swiss\", \"rounds\": 3", 6);
        var schedule = new Schedule(league);
        var outcomes = Play(league, schedule, new Random(7));
        var rows = LeagueTable.Compute(league, schedule, outcomes);
        Assert.All(rows, row => Assert.Equal(["buchholz-cut-1", "buchholz", "sonneborn-berger"], row.TieBreaks.Select(t => t.Name)));

        // The opponents' points, added up by hand.
        var points = rows.ToDictionary(row => row.Agent, row => row.Points);
        foreach (var row in rows)
        {
            var opponents = Enumerable.Range(0, schedule.Count).Select(schedule.At)
                .Where(p => $"a{p.First}" == row.Agent || $"a{p.Second}" == row.Agent)
                .Select(p => points[$"a{p.First}" == row.Agent ? $"a{p.Second}" : $"a{p.First}"]).ToArray();
            Assert.Equal(opponents.Sum(), row.TieBreaks[1].Value);
            Assert.Equal(opponents.Sum() - opponents.Min(), row.TieBreaks[0].Value);
        }

        Assert.Equal(
            rows.OrderByDescending(r => r.Points).ThenByDescending(r => r.TieBreaks[0].Value)
            .ThenByDescending(r => r.TieBreaks[1].Value).ThenByDescending(r => r.TieBreaks[2].Value)
                .Select(r => (r.Points, r.TieBreaks)),
            rows.Select(r => (r.Points, r.TieBreaks)));
    }

    [Fact]
    public void Knockout_rows_have_the_round_reached()
    {
        var league = Document("\"format\": \"knockout\"", 6);
        var schedule = new Schedule(league);
        Assert.All(LeagueTable.Compute(league, []), row => Assert.Equal([new TieBreak("round", 1)], row.TieBreaks));
        var all = Known(schedule, by: p => Math.Min(p.First, p.Second));
        var rows = LeagueTable.Compute(league, schedule, [.. all.Select(p => Won(p, Math.Min(p.First, p.Second)))]);
        Assert.Equal([("a0", 4.0), ("a1", 3), ("a2", 2), ("a3", 2), ("a4", 1), ("a5", 1)],
            rows.Select(r => (r.Agent, r.TieBreaks[0].Value)));
    }

    [Fact]
    public void Ladder_rows_have_an_uncertainty_that_games_take_away()
    {
        var league = Document("\"format\": \"ladder\", \"rounds\": 30", 6);
        var prior = Math.Sqrt(LadderPrior.Default) * LadderPosterior.EloPerUnit;
        Assert.All(LeagueTable.Compute(league, []), row => Assert.Equal(prior, Assert.Single(row.TieBreaks).Value, 6));
        var schedule = new Schedule(league);
        var outcomes = Play(league, schedule, new Random(5));
        var half = LeagueTable.Compute(league, [.. outcomes.Take(30)]).ToDictionary(row => row.Agent);
        foreach (var row in LeagueTable.Compute(league, outcomes))
            Assert.InRange(row.TieBreaks[0].Value, 30, half[row.Agent].TieBreaks[0].Value);
    }

    [Fact]
    public void A_result_from_a_round_that_is_not_paired_yet_is_rejected()
    {
        var league = Document("\"format\": \"knockout\"", 4);
        var fault = Assert.Throws<ArgumentException>(() => LeagueTable.Compute(league, [new(2, 1, 0, Verdict.Ok, Verdict.Ok, 1)]));
        Assert.Contains("it has 2 so far", fault.Message);
    }

    [Theory]
    [InlineData("\"format\": \"swis\"", "$.format: unknown format \"swis\"; did you mean 'swiss'?")]
    [InlineData("\"rounds\": 3", "$.rounds: a round-robin has no such field; formats that have it: swiss, ladder")]
    [InlineData("\"format\": \"knockout\", \"seeds\": 1", "$.seeds: a knockout has no such field; formats that have it: gauntlet")]
    [InlineData("\"format\": \"swiss\", \"rounds\": 6", "$.rounds: found 6; wanted an integer from 1 to 5")]
    [InlineData("\"format\": \"swiss\", \"rounds\": 0", "$.rounds: found 0; wanted an integer from 1 to 5")]
    [InlineData("\"format\": \"gauntlet\", \"seeds\": 5", "$.seeds: found 5; wanted an integer from 1 to 4")]
    [InlineData("\"format\": \"ladder\", \"matchesPerRound\": 3", "$.matchesPerRound: found 3; wanted an integer from 1 to 2")]
    [InlineData("\"format\": \"ladder\", \"rounds\": \"x\"", "$.rounds: found \"x\"; wanted an integer from 1 to 100000")]
    [InlineData("\"format\": \"swiss\", \"selfPlay\": true", "$.selfPlay: found true; a swiss has no matches of agents against themselves")]
    [InlineData("\"format\": \"ladder\", \"rounds\": 100000, \"repetitions\": 100000", "matches; at most 10000000 are allowed")]
    public void Faults_say_what_is_wrong(string format, string message)
    {
        var parse = LeagueDocument.Parse(Json(format, 5));
        Assert.False(parse.IsValid);
        Assert.Contains(parse.Faults, f => f.ToString().Contains(message, StringComparison.Ordinal));
    }

    private static LeagueDefinition Document(string format, int agents) => TestLeague.Of(Json(format, agents));

    private static string Json(string format, int agents) =>
        $$"""
        {
          "name": "test", "game": "ipd", {{format}},
          "agents": [{{string.Join(", ", Enumerable.Range(0, agents).Select(i => $$"""{ "name": "a{{i}}", "strategy": "random" }"""))}}]
        }
        """;

    private static (int, int) Sorted(ScheduledMatch p) => (Math.Min(p.First, p.Second), Math.Max(p.First, p.Second));

    private static MatchOutcome Won(ScheduledMatch p, int winner) =>
        new(p.Index, p.First == winner ? 1 : 0, p.Second == winner ? 1 : 0, Verdict.Ok, Verdict.Ok, 1);

    private static List<ScheduledMatch> Known(Schedule schedule, Func<ScheduledMatch, int>? by = null)
    {
        if (by is not null) schedule.Advance(i => i < schedule.Known ? Won(schedule.At(i), by(schedule.At(i))) : null);
        return [.. Enumerable.Range(0, schedule.Known).Select(schedule.At)];
    }

    private static List<MatchOutcome> Play(LeagueDefinition league, Schedule schedule, Random random)
    {
        List<MatchOutcome> outcomes = [];
        while (outcomes.Count < schedule.Count)
        {
            Assert.True(schedule.Known > outcomes.Count, $"{league.Format}: nothing to play after {outcomes.Count} matches");
            while (outcomes.Count < schedule.Known)
            {
                var forfeit = random.Next(20) == 0 ? Verdict.Crash : Verdict.Ok;
                outcomes.Add(new(outcomes.Count, random.Next(3), random.Next(3), forfeit, Verdict.Ok, 1));
            }

            schedule.Advance(i => i < outcomes.Count ? outcomes[i] : null);
        }

        return outcomes;
    }
}
