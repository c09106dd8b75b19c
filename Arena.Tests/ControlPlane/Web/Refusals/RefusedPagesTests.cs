using System.Net;
using Arena.Tests.ControlPlane.Api;
using Arena.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace Arena.Tests.ControlPlane.Web.Refusals;

public sealed class RefusedPagesTests
{
    private const string Html = "text/html,application/xhtml+xml,*/*;q=0.8";

    [Fact]
    public async Task Browser_at_an_address_that_nobody_has_gets_a_page_and_a_program_a_problem()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var path in new[] { "/nowhere", "/leagues/l/nowhere/<b>" })
        {
            using var page = await host.GetAsync(path, ("Accept", Html));
            var text = await page.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
            Assert.Contains("There is no page at /", text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{new PathString(path).ToUriComponent()}#main\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
            await ApiHost.ProblemOf(await host.GetAsync(path), 404);
        }

        await ApiHost.ProblemOf(await host.GetAsync("/v1/nowhere", ("Accept", Html)), 404);
        await ApiHost.ProblemOf(await host.GetAsync("/v1/leagues/none", ("Accept", Html)), 404);
        using var direct = await host.GetAsync("/refused/403", ("Accept", Html));
        Assert.Equal(HttpStatusCode.NotFound, direct.StatusCode);
    }

    [Fact]
    public async Task Page_for_a_higher_role_says_so_to_a_person_and_data_to_a_program()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var viewer = await host.JoinAsync("club", "viewer");
        foreach (var (path, why) in new[]
        {
            ("/audit", "This is for the role admin; you have viewer."), ("/nodes", "This is for the role operator or higher"),
        })
        {
            using var page = await host.GetAsync(path, viewer, ("Accept", Html));
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
            Assert.True(page.Headers.CacheControl?.NoStore);
            Assert.Contains(why, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await ApiHost.ProblemOf(await host.GetAsync(path, viewer), 403);
        }

        await ApiHost.ProblemOf(await host.GetAsync("/v1/audit", viewer, ("Accept", Html)), 403);
        using var browser = new Browser(new Uri("http://localhost"), host.Handler());
        using var stranger = await browser.GetAsync("/audit");
        Assert.Equal("/sign-in?return=%2Faudit", stranger.Headers.Location?.ToString());
    }
}
