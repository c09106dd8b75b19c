using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues;

public sealed class SampleLeaguesTests
{
    [Fact]
    public void All_samples_are_valid() => Assert.All(Repository.SampleLeagues, file => TestLeague.OfFile(file));

    [Fact]
    public void Axelrods_has_his_fifteen_strategies_and_600_matches()
    {
        var league = Sample("axelrod");
        Assert.Equal(15, league.Agents.Length);
        Assert.Equal(600, new RoundRobin(league).Count); // (105 pairs + 15 selves) five times
    }

    [Fact]
    public async Task Axelrods_ends_with_the_nice_strategies_in_front()
    {
        // The paper's main result: the eight nice entries (never the first to defect) took the first eight places.
        // Stein and Rapoport and Tideman and Chieruzzi count as nice: they defect only in the last two turns.
        string[] nice = ["tit-for-tat", "tideman-chieruzzi", "nydegger", "grofman", "shubik", "stein-rapoport", "grudger", "davis"];
        var rows = await PlayAsync(Sample("axelrod"));
        Assert.Equal(nice.Order(), rows.Take(8).Select(row => row.Agent).Order());
        Assert.All(rows, row => Assert.InRange(row.Score, 1.4, 2.9));
    }

    [Fact]
    public async Task Tic_tac_toes_perfect_player_loses_nothing()
    {
        var rows = await PlayAsync(Sample("tic-tac-toe"));
        Assert.Equal(0, rows.Single(row => row.Agent == "perfect").Losses);
    }

    [Fact]
    public async Task League_played_twice_gives_equal_standings()
    {
        var league = Sample("axelrod");
        Assert.Equal(await PlayAsync(league), await PlayAsync(league));
        Assert.NotEqual(await PlayAsync(league), await PlayAsync(league.WithSeed(1)));
    }

    private static LeagueDefinition Sample(string name) =>
        TestLeague.OfFile(Path.Combine(Repository.Root, "samples", "leagues", name + ".json"));

    private static async Task<IReadOnlyList<StandingRow>> PlayAsync(LeagueDefinition league)
    {
        var schedule = new RoundRobin(league);
        var outcomes = new MatchOutcome[schedule.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = MatchOutcome.Of(i, await MatchRunner.PlayAsync(league.MatchAt(schedule.At(i)), TimeProvider.System, default));
        return LeagueTable.Compute(league, outcomes);
    }
}
