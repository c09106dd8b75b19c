using System.Text.Json;
using Arena.ControlPlane.Experiments;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Sequential;
using Arena.Tests.ControlPlane.Api;

namespace Arena.Tests.ControlPlane.Experiments;

public sealed class FlagReportTests
{
    [Fact]
    public async Task Agents_are_compared_by_variant_over_the_matches_that_are_kept()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("before");
        var names = await DividedAsync(host);
        await host.SendAsync(
            HttpMethod.Put, "/v1/flags/f", """{"state":"on","variants":[{"name":"a","percent":50},{"name":"b","percent":50}]}""");
        var document = $$"""
            { "name": "l", "game": "tic_tac_toe", "repetitions": 3,
              "agents": [{ "name": "{{names.A}}", "strategy": "random" }, { "name": "{{names.B}}", "strategy": "greedy" }] }
            """;
        await host.StartLeagueAsync("l", document);
        await host.PlayAsync("l", 6);

        var report = await host.ReadAsync("/v1/flags/f/report");
        Assert.Equal(["l"], report.GetProperty("leagues").EnumerateArray().Select(id => id.GetString())); // the other began before the flag
        Assert.Equal(
            [$"a: {names.A}", $"b: {names.B}"],
            report.GetProperty("variants").EnumerateArray().Select(v => $"{v.GetProperty("variant")}: {v.GetProperty("agents")[0]}"));
        var comparison = Assert.Single(report.GetProperty("comparisons").EnumerateArray());
        var table = (await host.ReadAsync("/v1/leagues/l/standings")).GetProperty("standings").EnumerateArray()
            .Single(row => row.GetProperty("agent").GetString() == names.A);
        foreach (var count in new[] { "wins", "draws", "losses" })
            Assert.Equal(table.GetProperty(count).GetInt64(), comparison.GetProperty(count).GetInt64());
        Assert.Equal("too little: 6 of at least 30 matches", comparison.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, comparison.GetProperty("elo").ValueKind);

        await ApiHost.ProblemOf(await host.GetAsync("/v1/flags/f/report?league=none"), 404);
        await ApiHost.ProblemOf(await host.GetAsync("/v1/flags/distributed-arena/report"), 409);
    }

    [Fact]
    public void Interval_is_that_of_the_ratings_and_says_who_is_the_stronger_only_when_it_leaves_out_zero()
    {
        var even = new VariantComparison("a", "b", 50, 20, 48);
        var expected = MatchEstimate.Of(ScoreCounts.Single(50, 20, 48));
        Assert.Equal((expected.Elo, expected.Elo - expected.EloError), (even.Difference!.Value.Elo, even.Difference.Value.Low));
        Assert.Equal("no difference is shown: 0 is within the interval", even.Verdict);
        Assert.Equal("a is the stronger", new VariantComparison("a", "b", 80, 10, 20).Verdict);
        Assert.Equal("b is the stronger", new VariantComparison("a", "b", 20, 10, 80).Verdict);
        Assert.Equal("no interval: all 40 matches went one way", new VariantComparison("a", "b", 40, 0, 0).Verdict);
        Assert.Equal("nothing: no match between the two", new VariantComparison("a", "b", 0, 0, 0).Verdict);
        Assert.Null(new VariantComparison("a", "b", 0, 0, 0).Score);
        Assert.Null(new VariantComparison("a", "b", 20, 0, 9).Difference);
    }

    [Fact]
    public void Matches_within_a_variant_of_nobody_and_of_two_at_fault_are_not_counted()
    {
        var tally = new Tally(["a", "b"]);
        int[] variantOf = [0, 1, 0, -1];
        tally.Add(Match(0, 1, 1, 0), variantOf);
        tally.Add(Match(1, 0, 1, 0), variantOf);
        tally.Add(Match(1, 2, 0.5, 0.5), variantOf);
        tally.Add(Match(0, 2, 1, 0), variantOf);
        tally.Add(Match(0, 3, 1, 0), variantOf);
        tally.Add(Match(0, 1, 0, 0, Verdict.Crash, Verdict.Crash), variantOf);
        var comparison = Assert.Single(tally.Comparisons());
        Assert.Equal((1, 1, 1), (comparison.Wins, comparison.Draws, comparison.Losses));
    }

    private static PlayedMatch Match(
        int first, int second, double score, double otherScore, Verdict verdict = Verdict.Ok, Verdict otherVerdict = Verdict.Ok) =>
        new(new ScheduledMatch(0, first, second, new Seed(1)), new MatchOutcome(0, score, otherScore, verdict, otherVerdict, 5));

    // Two names of which the flag gives one each variant.
    private static async Task<(string A, string B)> DividedAsync(ApiHost host)
    {
        await host.SendAsync(
            HttpMethod.Put, "/v1/flags/f", """{"state":"on","variants":[{"name":"a","percent":50},{"name":"b","percent":50}]}""");
        var found = new Dictionary<string, string>();
        for (var i = 0; found.Count < 2; i++)
        {
            var answer = await host.ReadAsync($"/v1/flags/f/evaluation?subject=agent/n{i}");
            found.TryAdd(answer.GetProperty("variant").GetString()!, $"n{i}");
        }

        return (found["a"], found["b"]);
    }
}
