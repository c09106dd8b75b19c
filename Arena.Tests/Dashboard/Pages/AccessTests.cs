using System.Net;
using Arena.Tests.Dashboard.Resources;

namespace Arena.Tests.Dashboard.Pages;

public sealed class AccessTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/logs")]
    [InlineData("/traces")]
    [InlineData("/traces/00000000000000000000000000000001")]
    [InlineData("/metrics")]
    [InlineData("/console")]
    public async Task Without_the_token_pages_lead_to_the_login(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var answer = await dashboard.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login", answer.Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("/api/changes?of=logs")]
    [InlineData("/api/console/node-1")]
    [InlineData("/api/console/node-1/download")]
    public async Task Without_the_token_nothing_beside_the_pages_is_readable(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await dashboard.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_is_told_so_and_opens_nothing()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var answer = await dashboard.Client.GetAsync("/login?t=guess");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie") && string.Join("", answer.Headers.GetValues("Set-Cookie")).Contains("arena.dashboard", StringComparison.Ordinal));
        Assert.Contains("not the token of this run", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task Logging_in_leads_nowhere_else(string returnUrl)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var answer = await dashboard.Client.GetAsync($"/login?t={TestDashboard.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_command_needs_the_forms_own_token()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1") } }.StartAsync();
        await using var dashboard = await ResourceWatcherTests.StartAsync(host);
        await ResourceWatcherTests.UntilAsync(dashboard, r => r.All.Count == 1);
        using var browser = await Browser.LogInAsync(dashboard);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/resources/node-1/restart")).StatusCode);
        Assert.Empty(host.Commands);

        var page = await browser.PageAsync("/");
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        var answer = await browser.PostAsync("/resources/node-1/restart", ("__RequestVerificationToken", token), ("returnUrl", "/"));
        Assert.Equal(["restart node-1"], host.Commands);
        Assert.Contains("Restart: node-1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_forbid_scripts_that_are_not_theirs()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var policy = (await dashboard.Client.GetAsync("/login")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }
}
