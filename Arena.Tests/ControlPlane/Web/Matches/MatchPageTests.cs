using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Arena.Contracts.V1;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Arena.Core.Records;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ControlPlane.Api;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ControlPlane.Web.Matches;

public sealed partial class MatchPageTests
{
    private const string Page = "/leagues/l/matches/0";

    [Fact]
    public async Task Page_shows_the_board_at_the_ply_of_its_address_and_the_end_without_one()
    {
        await using var host = await StartAsync();
        var moves = (await host.ReadAsync($"/v1{Page}")).GetProperty("moves").GetInt32();
        Assert.Contains("x: none; o: none. x to move.", await TextAsync(host, $"{Page}?ply=0"), StringComparison.Ordinal);
        var end = await TextAsync(host, Page);
        Assert.Contains("The game is over.", end, StringComparison.Ordinal);
        Assert.Contains($"{moves} of {moves}", end, StringComparison.Ordinal);
        Assert.Equal(Board(end), Board(await TextAsync(host, $"{Page}?ply={moves}")));
        Assert.NotEqual(Board(end), Board(await TextAsync(host, $"{Page}?ply={moves - 1}")));
        Assert.Contains("x: none; o: none", await TextAsync(host, $"{Page}?ply=-1"), StringComparison.Ordinal);
        Assert.Equal(Board(end), Board(await TextAsync(host, $"{Page}?ply=%3Cscript%3E")));
    }

    [Theory]
    [InlineData("/leagues/l/matches/500", "has no result")]
    [InlineData("/leagues/nobody/matches/0", "nobody")]
    [InlineData("/leagues/l/matches/99999999999", "")]
    [InlineData("/leagues/l/matches/zero", "")]
    public async Task Match_that_is_not_there_is_said_so(string page, string words)
    {
        await using var host = await StartAsync();
        var answer = await host.GetAsync(page);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Match_that_is_not_over_is_shown_as_far_as_it_has_come()
    {
        await using var host = await StartAsync();
        const string page = "/leagues/l/matches/5";
        Assert.Contains("waits to be played", await TextAsync(host, page), StringComparison.Ordinal);
        await HandOutAsync(host, "l");
        var before = await TextAsync(host, page);
        Assert.Contains("data-live", before, StringComparison.Ordinal);
        Assert.Contains("x: none; o: none. x to move.", before, StringComparison.Ordinal);
        Tell(host, "l", 5, 4, 0);
        var after = await TextAsync(host, page);
        Assert.Contains("x: row 2 column 2; o: row 1 column 1. Last move: o(0,0). x to move.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Re-execute", after, StringComparison.Ordinal);
        Assert.Contains("o: none", await TextAsync(host, $"{page}?ply=1"), StringComparison.Ordinal);
        Assert.Contains("being played at node-s", after, StringComparison.Ordinal);
        Assert.Contains("href=\"/leagues/l/agents/greedy\"", after, StringComparison.Ordinal);
        Tell(host, "l", 5, 4, 4); // what is not legal is not shown
        Assert.Contains("1 of 1", await TextAsync(host, page), StringComparison.Ordinal);
        Tell(host, "l", 5, 0x80); // nor what is no transcript
        Assert.Contains("x: none; o: none", await TextAsync(host, page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Match_at_a_node_of_another_replica_is_asked_for_there_and_shown_as_it_is_heard_of()
    {
        await using var host = await StartAsync();
        await HandOutAsync(host, "l", replica: "another");
        Assert.Contains("no move was heard of yet", await TextAsync(host, "/leagues/l/matches/5"), StringComparison.Ordinal);
        Assert.True(host.Services.GetRequiredService<NodeDirectory>().Find("node-s")!.Outgoing.TryRead(out var asked));
        Assert.Equal([("l", 5)], asked.Watch.Matches.Select(match => (match.LeagueId, match.Index)));
        Tell(host, "l", 5, 4, 0);
        Assert.Contains("being played at node-s", await TextAsync(host, "/leagues/l/matches/5"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_page_shows_a_match_that_is_played_and_the_latest_one_until_a_move_is_heard_of()
    {
        await using var host = await StartAsync();
        await HandOutAsync(host, "l");
        Assert.Contains("Last on the board", await TextAsync(host, "/"), StringComparison.Ordinal);
        var rounds = await TextAsync(host, "/leagues/l?view=rounds");
        Assert.Contains("/leagues/l/matches/5", rounds, StringComparison.Ordinal);
        for (var index = 0; index < 6; index++)
            Tell(host, "l", index, 4, 0);
        var home = await TextAsync(host, "/");
        Assert.Contains("On the board now", home, StringComparison.Ordinal);
        Assert.Contains("x: row 2 column 2; o: row 1 column 1.", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_are_face_down_until_the_match_is_over()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync(
            "k", """{ "name": "k", "game": "leduc_poker", "agents": ["random", { "name": "b", "strategy": "random" }] }""");
        await HandOutAsync(host, "k");
        await TextAsync(host, "/leagues/k/matches/0");
        Tell(host, "k", 0, 0, 4, 1, 1, 2); // jack, king, check, check, queen
        var page = await TextAsync(host, "/leagues/k/matches/0");
        Assert.Contains("on the board the queen of spades", page, StringComparison.Ordinal);
        Assert.DoesNotContain("jack", page, StringComparison.Ordinal);
        Assert.DoesNotContain("king", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chance", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloads_are_what_arena_export_writes()
    {
        await using var host = await StartAsync();
        using var answer = await host.GetAsync($"{Page}/download/record");
        Assert.Equal("l-0.json", answer.Content.Headers.ContentDisposition?.FileName);
        var document = MatchDocumentReader.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            (await host.ReadAsync($"/v1{Page}/record")).GetProperty("hash").GetString(), Convert.ToHexStringLower(document.Record.Hash));
        var episode = await host.ReadAsync($"{Page}/download/kaggle");
        Assert.Equal(JsonElement.Parse(KaggleEpisode.Write(document)).ToString(), episode.ToString());
        await ApiHost.ProblemOf(await host.GetAsync($"{Page}/download/pgn"), 404); // it is not chess
        await ApiHost.ProblemOf(await host.GetAsync($"{Page}/download/exe"), 404);
        await ApiHost.ProblemOf(await host.GetAsync("/leagues/l/matches/5/download/record"), 404);
    }

    [Fact]
    public async Task Replay_is_asked_for_by_the_address_and_its_answer_stands_on_the_page()
    {
        await using var host = await StartAsync();
        Assert.DoesNotContain("id=\"answer\"", await TextAsync(host, Page), StringComparison.Ordinal);
        var answer = await TextAsync(host, $"{Page}?ply=2&replay=now");

        // The agents of these matches were named otherwise, so that their dice fell otherwise.
        var replay = await host.ReadAsync($"/v1{Page}/replay");
        Assert.False(replay.GetProperty("isTrue").GetBoolean());
        Assert.Contains("<b>Not the same.</b>", answer, StringComparison.Ordinal);
        foreach (var difference in replay.GetProperty("differences").EnumerateArray().Take(10))
            Assert.Contains($"<b>{difference.GetProperty("where").GetString()}</b>", answer, StringComparison.Ordinal);
    }

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 2);
        return host;
    }

    // All that is pending, to one node.
    private static async Task HandOutAsync(ApiHost host, string league, string? replica = null)
    {
        var here = host.Services.GetRequiredService<Membership>().Id; // the sessions of others, who are not there, are swept
        await LedgerSteps.OpenAsync(host.Ledger, "s", here);
        Assert.NotEmpty((await host.Ledger.Tasks.ClaimAsync(new TaskClaim(league, "s", here, 100), default))!);
        host.Services.GetRequiredService<NodeDirectory>()
            .Add(new NodeSession(new Hello { Node = "node-s", Session = "s" }, TimeProvider.System, replica));
    }

    private static void Tell(ApiHost host, string league, int index, params byte[] actions) =>
        host.Services.GetRequiredService<WatchedMatches>()
            .Take(
                host.Services.GetRequiredService<NodeDirectory>().Find("node-s")!,
                new PlayedMoves { LeagueId = league, Index = index, Transcript = ByteString.CopyFrom(actions) });

    private static async Task<string> TextAsync(ApiHost host, string page)
    {
        using var answer = await host.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static string Board(string page) => Svg().Match(page).Value;

    [GeneratedRegex("<svg class=\"board.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
