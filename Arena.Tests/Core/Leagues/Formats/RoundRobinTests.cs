using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Leagues.Formats;

public sealed class RoundRobinTests
{
    [Fact]
    public void Every_pair_meets_as_often_as_it_should() => Prop.ForAll(
        Gen.Choose(2, 13).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), Gen.Elements(0, 1, 2, 3).ToArbitrary(),
        (agents, repetitions, flags) =>
        {
            var (selfPlay, swapSeats) = ((flags & 1) != 0, (flags & 2) != 0);
            var pairings = All(TestLeague.Dilemma(agents, selfPlay, swapSeats, repetitions));
            var meetings = pairings.CountBy(p => (Math.Min(p.First, p.Second), Math.Max(p.First, p.Second))).ToDictionary();

            Assert.Equal(pairings.Count, (int)RoundRobin.CountOf(agents, repetitions, swapSeats, selfPlay));
            Assert.Equal(agents * (agents - 1) / 2 + (selfPlay ? agents : 0), meetings.Count);
            Assert.All(meetings, m => Assert.Equal(m.Key.Item1 == m.Key.Item2 ? repetitions : repetitions * (swapSeats ? 2 : 1), m.Value));
            Assert.Equal(Enumerable.Range(0, pairings.Count), pairings.Select(p => p.Index));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void Every_round_covers_everybody_at_most_once(int agents)
    {
        var round = agents / 2;
        foreach (var matches in All(TestLeague.Dilemma(agents)).Chunk(round))
            Assert.Equal(round * 2, matches.SelectMany(m => new[] { m.First, m.Second }).Distinct().Count());
    }

    [Fact]
    public void Swapped_matches_are_neighbours_with_one_seed()
    {
        foreach (var pair in All(TestLeague.Dilemma(7, swapSeats: true, repetitions: 2)).Chunk(2))
        {
            Assert.Equal((pair[0].First, pair[0].Second, pair[0].Seed), (pair[1].Second, pair[1].First, pair[1].Seed));
        }
    }

    [Fact]
    public void Without_swapping_seats_alternate_between_repetitions_and_are_shared_out()
    {
        var pairings = All(TestLeague.Dilemma(9, repetitions: 2));
        Assert.All(pairings.Take(36).Zip(pairings.Skip(36)), both =>
            Assert.Equal((both.First.First, both.First.Second), (both.Second.Second, both.Second.First)));
        Assert.All(pairings.Take(36).CountBy(p => p.First), first => Assert.InRange(first.Value, 3, 5));
    }

    [Fact]
    public void Seeds_are_all_different_and_follow_the_leagues()
    {
        var one = All(TestLeague.Dilemma(10, selfPlay: true, repetitions: 20, seed: 1));
        Assert.Equal(one.Count, one.Select(p => p.Seed).Distinct().Count());
        Assert.Equal(one, All(TestLeague.Dilemma(10, selfPlay: true, repetitions: 20, seed: 1)));
        Assert.Empty(one.Select(p => p.Seed)
            .Intersect(All(TestLeague.Dilemma(10, selfPlay: true, repetitions: 20, seed: 2)).Select(p => p.Seed)));
    }

    [Fact]
    public void At_rejects_what_is_not_in_the_league()
    {
        var schedule = new RoundRobin(TestLeague.Dilemma(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule.At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule.At(3));
    }

    private static List<ScheduledMatch> All(LeagueDefinition league)
    {
        var schedule = new RoundRobin(league);
        return [.. Enumerable.Range(0, schedule.Count).Select(schedule.At)];
    }
}
