using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Standings;

public sealed class RatingRoundsTests
{
    [Fact]
    public void Round_robin_has_a_round_whenever_everybody_has_played()
    {
        var rounds = RatingRounds.Of(TestLeague.Dilemma(6, swapSeats: true, repetitions: 2));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => new RatingRound(n, 6 * n)), rounds);
    }

    [Fact]
    public void Matches_of_agents_against_themselves_end_a_repetition()
    {
        Assert.Equal([new(1, 1), new(2, 2), new(3, 6), new(4, 7), new(5, 8), new(6, 12)],
        RatingRounds.Of(TestLeague.Dilemma(3, selfPlay: true, repetitions: 2)));
        Assert.Equal([new(1, 1), new(2, 2)], RatingRounds.Of(TestLeague.Dilemma(1, selfPlay: true, repetitions: 2)));
    }

    [Theory]
    [InlineData("\"format\": \"gauntlet\", \"seeds\": 2, \"swapSeats\": true", 6, "1:4 2:8 3:12 4:16")]
    [InlineData("\"format\": \"knockout\"", 6, "1:2 2:4 3:5")]
    [InlineData("\"format\": \"swiss\", \"rounds\": 3", 6, "1:3 2:6 3:9")]
    [InlineData("\"format\": \"ladder\", \"rounds\": 250, \"matchesPerRound\": 2", 4, "3:6 6:12 … 249:498 250:500")]
    public void Rounds_of_a_format_are_its_own_and_at_most_a_hundred(string format, int agents, string expected)
    {
        var league = TestLeague.Of($$"""
            { "name": "t", "game": "ipd", {{format}},
              "agents": [{{string.Join(", ", Enumerable.Range(0, agents).Select(i => $$"""
                  { "name": "a{{i}}", "strategy": "random" }
                  """))}}] }
            """);
        string[] rounds = [.. RatingRounds.Of(league).Select(round => $"{round.Number}:{round.Matches}")];
        Assert.Equal(expected, rounds.Length <= 4 ? string.Join(' ', rounds) : $"{rounds[0]} {rounds[1]} … {rounds[^2]} {rounds[^1]}");
        Assert.InRange(rounds.Length, 1, 100);
    }

    [Theory]
    [InlineData(2, 10_000)]
    [InlineData(60, 30)]
    [InlineData(999, 1)]
    public void Last_round_ends_the_league_and_many_agents_have_fewer(int agents, int repetitions)
    {
        var league = TestLeague.Dilemma(agents, repetitions: repetitions);
        var rounds = RatingRounds.Of(league);
        Assert.Equal(new RoundRobin(league).Count, rounds[^1].Matches);
        Assert.InRange(rounds.Count, 2, RatingRounds.MostOf(agents));
        Assert.Equal(rounds.OrderBy(r => r.Number), rounds);
        Assert.Equal(rounds.Count, rounds.Select(r => r.Matches).Distinct().Count());
    }
}
