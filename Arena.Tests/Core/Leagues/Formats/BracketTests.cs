using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Leagues.Formats;

public sealed class BracketTests
{
    [Fact]
    public void Before_a_match_the_seeds_and_byes_are_known_and_nothing_else()
    {
        var schedule = new Schedule(Knockout(6));

        var rounds = schedule.Bracket(_ => null)!;

        Assert.Equal([4, 2, 1], rounds.Select(round => round.Count));
        Assert.Equal(
            [(0, null, true), (3, 4, false), (1, null, true), (2, 5, false)],
            rounds[0].Select(met => (met.Upper, met.Lower, met.IsBye)));
        Assert.Equal([null, 0, null, 1], rounds[0].Select(met => met.FirstMatch));
        Assert.Equal([(0, null), (1, null)], rounds[1].Select(met => (met.Upper, met.Lower)));
        Assert.Equal(new BracketEncounter(null, null, null), rounds[2][0]);
    }

    [Fact]
    public void Other_formats_have_none() => Assert.Null(new Schedule(TestLeague.Dilemma(4)).Bracket(_ => null));

    [Fact]
    public void Half_of_an_encounter_has_its_points_and_no_winner()
    {
        var schedule = new Schedule(Knockout(2, legs: 2));
        var first = schedule.At(0).First;
        MatchOutcome won = new(0, 5, 0, Verdict.Ok, Verdict.Ok, 1);

        var met = schedule.Bracket(index => index == 0 ? won : null)![0][0];

        Assert.Equal((1, null), (met.Played, met.Winner));
        Assert.Equal(first == met.Upper ? (1.0, 0.0) : (0.0, 1.0), (met.UpperPoints, met.LowerPoints));
    }

    [Fact]
    public void Who_wins_goes_on_until_the_first_of_the_table_is_left() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var league = Knockout(random.Next(2, 20), legs: random.Next(1, 3));
        var schedule = new Schedule(league);
        var outcomes = new List<MatchOutcome>();
        while (outcomes.Count < schedule.Count)
        {
            while (outcomes.Count < schedule.Known)
                outcomes.Add(new(outcomes.Count, random.Next(3), random.Next(3), Verdict.Ok, Verdict.Ok, 1));
            Check(schedule.Bracket(index => index < outcomes.Count ? outcomes[index] : null)!, schedule.Rounds);
            schedule.Advance(index => index < outcomes.Count ? outcomes[index] : null);
        }

        var rounds = schedule.Bracket(index => outcomes[index])!;
        var champion = league.Agents[rounds[^1][0].Winner!.Value].Name;
        return champion == LeagueTable.Compute(league, schedule, outcomes)[0].Agent
            && rounds.SelectMany(round => round).Count(met => !met.IsBye) == league.Agents.Length - 1;
    }).QuickCheckThrowOnFailure();

    // Both of an encounter have won the two before it; those of paired rounds are numbered through.
    private static void Check(IReadOnlyList<IReadOnlyList<BracketEncounter>> rounds, int paired)
    {
        for (var round = 1; round < rounds.Count; round++)
        {
            Assert.Equal(rounds[round - 1].Select(met => met.Winner), rounds[round].SelectMany(met => new[] { met.Upper, met.Lower }));
            Assert.All(rounds[round], met => Assert.Equal(round < paired, met.FirstMatch is not null));
        }

        int[] firsts = [.. rounds.SelectMany(round => round).Select(met => met.FirstMatch).OfType<int>()];
        Assert.Equal(firsts.Order(), firsts);
    }

    private static LeagueDefinition Knockout(int agents, int legs = 1) => TestLeague.Of($$"""
        { "name": "t", "game": "ipd", "format": "knockout", "swapSeats": {{(legs == 2 ? "true" : "false")}},
          "agents": [{{string.Join(", ", Enumerable.Range(0, agents).Select(i => $$"""{ "name": "a{{i}}", "strategy": "random" }"""))}}] }
        """);
}
