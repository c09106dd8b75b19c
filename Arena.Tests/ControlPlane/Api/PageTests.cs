using System.Text.Json;

namespace Arena.Tests.ControlPlane.Api;

public sealed class PageTests
{
    [Theory]
    [InlineData("/v1/leagues", 1)]
    [InlineData("/v1/leagues", 3)]
    [InlineData("/v1/leagues/l0/tasks", 2)]
    [InlineData("/v1/leagues/l0/matches", 2)]
    [InlineData("/v1/leagues/l0/ratings", 1)]
    [InlineData("/v1/leagues/l0/ratings/history?by=match", 3)]
    [InlineData("/v1/agents", 30)]
    public async Task Pages_have_together_what_one_page_has_once_and_in_order(string path, int limit)
    {
        await using var host = await ApiHost.StartAsync();
        for (var league = 0; league < 5; league++)
            await host.StartLeagueAsync($"l{league}");
        await host.PlayAsync("l0", 5);
        var whole = await host.ReadAsync(With(path, "limit=1000"));
        var all = whole.GetProperty("items").EnumerateArray().Select(item => item.ToString()).ToArray();
        Assert.True(all.Length > limit, $"{all.Length} items");

        var collected = new List<string>();
        var next = With(path, $"limit={limit}");
        while (next is not null)
        {
            using var response = await host.GetAsync(next);
            var page = await ApiHost.JsonOf(response);
            var items = page.GetProperty("items").EnumerateArray().ToArray();
            Assert.InRange(items.Length, 1, limit);
            collected.AddRange(items.Select(item => item.ToString()));
            next = LinkOf(response);
            Assert.Equal(next is null, page.GetProperty("next").ValueKind == JsonValueKind.Null);
        }

        Assert.Equal(all, collected);
    }

    // What is new comes before the first page, and moves nobody's cursor.
    [Fact]
    public async Task Page_goes_on_where_the_last_has_ended_whatever_came_meanwhile()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var id in new[] { "a", "b", "c" })
            await host.StartLeagueAsync(id);
        var first = await host.ReadAsync("/v1/leagues?limit=2");
        await host.StartLeagueAsync("d");
        var second = await host.ReadAsync($"/v1/leagues?limit=2&cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(["c", "b", "a"], Ids(first).Concat(Ids(second)));
    }

    [Fact]
    public async Task Filters_hold_on_every_page()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var id in new[] { "a", "b", "c", "d" })
            await host.StartLeagueAsync(id);
        foreach (var id in new[] { "a", "c" })
            await host.PostAsync($"/v1/leagues/{id}/pause");
        using var response = await host.GetAsync("/v1/leagues?state=paused&limit=1");
        Assert.Equal(["c"], Ids(await ApiHost.JsonOf(response)));
        Assert.Equal(["a"], Ids(await host.ReadAsync(LinkOf(response)!)));
    }

    private static string With(string path, string query) => path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private static string? LinkOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
}
