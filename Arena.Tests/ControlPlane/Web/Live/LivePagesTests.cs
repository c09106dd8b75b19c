using System.Text;
using Arena.ControlPlane.Web.Live;
using Arena.ServiceDefaults.Access;
using Arena.Tests.ControlPlane.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Arena.Tests.ControlPlane.Web.Live;

public sealed class LivePagesTests
{
    private static readonly LiveAddress _league = new("/leagues/l", "", Caller.DefaultTenant, Role.Viewer);

    [Fact]
    public async Task Watchers_of_a_page_get_the_same_bytes_whenever_it_has_changed()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        var pages = host.Services.GetRequiredService<LivePages>();
        await using var one = pages.WatchAsync(_league, default).GetAsyncEnumerator();
        await using var other = pages.WatchAsync(_league, default).GetAsyncEnumerator();
        Assert.True(await one.MoveNextAsync() && await other.MoveNextAsync());
        Assert.Contains("0 of 6 matches", Encoding.UTF8.GetString(one.Current), StringComparison.Ordinal);
        Assert.Same(one.Current, other.Current);

        await host.PlayAsync("l", 6);

        Assert.Contains("6 of 6 matches", await UntilAsync(one, "6 of 6"), StringComparison.Ordinal);
        Assert.Contains("6 of 6 matches", await UntilAsync(other, "6 of 6"), StringComparison.Ordinal);
        Assert.Equal(1, pages.Count);
    }

    [Fact]
    public async Task Page_that_nobody_watches_any_more_is_not_rendered()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        var pages = host.Services.GetRequiredService<LivePages>();
        await using (var watcher = pages.WatchAsync(_league, default).GetAsyncEnumerator())
            Assert.True(await watcher.MoveNextAsync());

        Assert.Equal(0, pages.Count);
    }

    [Fact]
    public async Task Live_page_is_the_page_that_is_asked_for()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 6);
        var renderer = host.Services.GetRequiredService<PageRenderer>();
        foreach (var query in new[] { "", "?view=crosstable", "?view=ratings", "?view=rounds&round=1" })
        {
            using var response = await host.GetAsync(_league.Path + query);
            var whole = await response.Content.ReadAsStringAsync();
            var (html, _) = await renderer.RenderAsync(_league with { Query = query, Role = Role.Admin }, default);
            Assert.Contains(html.Trim(), whole, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Live_address_that_is_no_page_is_not_found()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var address in new[] { "/live/v1/leagues", "/live/sign-in", "/live/nowhere" })
        {
            using var response = await host.GetAsync(address);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Query_that_the_page_does_not_read_makes_no_other_page()
    {
        await using var host = await ApiHost.StartAsync();
        var renderer = host.Services.GetRequiredService<PageRenderer>();
        var query = new QueryCollection(new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase)
        {
            ["n"] = "1", ["view"] = "ratings", ["show"] = "",
        });
        Assert.Equal("?view=ratings", renderer.QueryOf("/leagues/l", query));
        Assert.Equal("", renderer.QueryOf("/leagues", query));
    }

    private static async Task<string> UntilAsync(IAsyncEnumerator<byte[]> watcher, string wanted)
    {
        while (await watcher.MoveNextAsync())
        {
            if (Encoding.UTF8.GetString(watcher.Current) is var text && text.Contains(wanted, StringComparison.Ordinal))
                return text;
        }

        return "";
    }
}
