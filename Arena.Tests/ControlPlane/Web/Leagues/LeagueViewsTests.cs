using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Web.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Tests.ControlPlane.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ControlPlane.Web.Leagues;

public sealed class LeagueViewsTests
{
    private const string Ladder = """
        { "name": "l", "game": "tic_tac_toe", "format": "ladder", "rounds": 6, "matchesPerRound": 1, "swapSeats": false,
          "agents": ["random", "greedy", { "name": "c", "strategy": "random" }, { "name": "d", "strategy": "random" }] }
        """;

    private const string Knockout = """
        { "name": "k", "game": "tic_tac_toe", "format": "knockout", "swapSeats": false,
          "agents": ["random", "greedy", { "name": "c", "strategy": "random" }] }
        """;

    [Theory]
    [InlineData("bracket", LeagueFormat.Knockout, "bracket")]
    [InlineData("bracket", LeagueFormat.Swiss, "standings")]
    [InlineData("ladder", LeagueFormat.Ladder, "ladder")]
    [InlineData("ladder", LeagueFormat.Knockout, "standings")]
    [InlineData(null, LeagueFormat.Knockout, "standings")]
    public void A_league_has_the_views_of_its_format(string? asked, string format, string shown) =>
        Assert.Equal(shown, LeagueViews.Of(asked, format));

    [Theory]
    [InlineData(16, "Round of 32")]
    [InlineData(4, "Quarterfinals")]
    [InlineData(2, "Semifinals")]
    [InlineData(1, "Final")]
    public void Rounds_of_a_bracket_are_called_as_people_call_them(int encounters, string name) =>
        Assert.Equal(name, BracketRounds.Name(encounters));

    [Fact]
    public void Of_a_large_bracket_the_last_rounds_are_drawn()
    {
        var open = new BracketEncounter(null, null, null);
        IReadOnlyList<IReadOnlyList<BracketEncounter>> rounds =
            [.. new[] { 32, 16, 8, 4, 2, 1 }.Select(count => (IReadOnlyList<BracketEncounter>)[.. Enumerable.Repeat(open, count)])];

        var drawn = BracketRounds.Of(rounds);

        Assert.Equal([1, 2, 3, 4, 5], drawn.Select(round => round.Number));
    }

    [Fact]
    public async Task Bracket_links_to_its_matches_and_marks_who_goes_on()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("k", Knockout);
        await host.PlayAsync("k", 1);
        var league = (await host.Services.GetRequiredService<LeagueDirectory>().FindAsync("k", default))!;
        var winner = league.Bracket()![0][1].Winner!.Value;

        using var response = await host.GetAsync("/leagues/k?view=bracket");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Contains("/leagues/k?view=rounds&amp;round=1", page, StringComparison.Ordinal);
        Assert.Contains($"title=\"{league.Definition.Agents[winner].Name} goes on\"", page, StringComparison.Ordinal);
        Assert.Contains("random goes on without playing", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_of_a_ladder_are_the_rounds_since_each_was_paired()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l", Ladder);
        for (var round = 0; round < 4; round++)
            await host.PlayAsync("l", 1);
        var league = (await host.Services.GetRequiredService<LeagueDirectory>().FindAsync("l", default))!;

        var waits = LadderWaits.Of(league);

        Assert.Equal((5, 8), (waits.Round, waits.Longest));
        for (var agent = 0; agent < 4; agent++)
        {
            var latest = Enumerable.Range(0, 5).Last(round =>
                league.Round(round)!.Matches.Any(match => match.Pairing.First == agent || match.Pairing.Second == agent));
            Assert.Equal((latest + 1, 4 - latest, latest + 9), (waits.Latest[agent], waits.Of(agent), waits.Due(agent)));
        }

        using var response = await host.GetAsync("/leagues/l?view=ladder");
        Assert.Contains("plays now", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
