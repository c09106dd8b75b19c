using System.Net;
using Arena.Tests.ControlPlane.Api;

namespace Arena.Tests.ControlPlane.Web;

public sealed class LeaguePageTests
{
    [Fact]
    public async Task Every_view_is_an_address_and_readable_without_script()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 6);

        foreach (var (address, wanted) in new[]
        {
            ("/", "Latest leagues"), ("/leagues", "6 of 6"), ("/leagues/l", "± "), ("/leagues/l?view=crosstable", "greedy against random"),
            ("/leagues/l?view=crosstable&show=los", "stronger with"), ("/leagues/l?view=ratings", "<polyline"),
            ("/leagues/l?view=rounds", "/leagues/l/matches/2"), ("/leagues/l?view=nonsense", "± "),
            ("/leagues/l?view=rounds&round=abc&from=", "/leagues/l/matches/2"), ("/leagues/l?view=rounds&round=99", "not paired yet"),
        })
        {
            using var response = await host.GetAsync(address);
            var page = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.OK, address);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.Contains(wanted, page, StringComparison.Ordinal);
            Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task League_that_is_not_there_is_told_with_those_that_are()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("one");

        using var response = await host.GetAsync("/leagues/two");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Newest leagues: one.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_pause_and_resume_and_a_page_that_is_behind_changes_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");

        Assert.Equal("/leagues/l", await PressAsync(host, "pause", version: 1));
        Assert.Contains("action=\"/leagues/l/resume\"", await PageAsync(host), StringComparison.Ordinal);
        Assert.Equal("/leagues/l?refused=stop", await PressAsync(host, "stop", version: 1));
        Assert.Contains("paused", await PageAsync(host), StringComparison.Ordinal);
        Assert.Equal("/leagues/l", await PressAsync(host, "resume", version: 2));
        Assert.Contains("action=\"/leagues/l/pause\"", await PageAsync(host), StringComparison.Ordinal);
    }

    private static async Task<string?> PressAsync(ApiHost host, string action, int version)
    {
        using var form = new FormUrlEncodedContent([new("version", $"{version}")]);
        using var response = await host.SendAsync(HttpMethod.Post, $"/leagues/l/{action}", form);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location?.ToString();
    }

    private static async Task<string> PageAsync(ApiHost host)
    {
        using var response = await host.GetAsync("/leagues/l");
        return await response.Content.ReadAsStringAsync();
    }
}
