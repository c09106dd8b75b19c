using System.Net;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ControlPlane.Api;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Web.SignIn;

/// <summary>People sign in to the pages with a key, stay signed in at every replica, and sign out.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Whoever_asks_for_a_page_is_led_to_sign_in_and_back()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = BrowserAt(arena);
        using var refused = await browser.GetAsync("/leagues/a?x=1");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        var signIn = refused.Headers.Location!.ToString();
        Assert.Equal("/sign-in?return=%2Fleagues%2Fa%3Fx%3D1", signIn);

        using var page = await browser.GetAsync(signIn);
        Assert.Contains("form-action 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", page.Headers.GetValues("Referrer-Policy").Single());
        using var signedIn = await browser.SubmitAsync(await page.Content.ReadAsStringAsync(), "/sign-in", ("key", ApiHost.AdminKey));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal("/leagues/a?x=1", signedIn.Headers.Location!.ToString());
        Assert.All(signedIn.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(ApiHost.AdminKey, cookie, StringComparison.Ordinal);
        });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/v1/keys", "application/json"));
    }

    [Fact]
    public async Task Cookie_is_for_https_alone_where_it_was_given_over_https()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = new Browser(new Uri("https://localhost"), arena.Handler());
        await browser.SignInAsync(ApiHost.AdminKey);
        Assert.All(browser.Cookies, cookie => Assert.True(cookie.Secure, cookie.Name));
        Assert.Contains(browser.Cookies, cookie => cookie.Name == "arena_session");
    }

    [Fact]
    public async Task Cookie_of_one_replica_is_good_at_the_other()
    {
        var ledger = new MemoryLedger(TimeProvider.System);
        var hosts = await Task.WhenAll(ApiHost.StartGuardedAsync(ledger), ApiHost.StartGuardedAsync(ledger));
        await using var one = hosts[0];
        await using var other = hosts[1];
        using var browser = BrowserAt(one);
        await browser.SignInAsync(ApiHost.AdminKey);
        var session = browser.Cookies.Single(cookie => cookie.Name == "arena_session");
        using var page = await other.GetAsync("/v1/keys", ("Cookie", $"{session.Name}={session.Value}"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Single(await ledger.ProtectionKeys.ListAsync(default));

        await using var stranger = await ApiHost.StartGuardedAsync();
        using var refused = await stranger.GetAsync("/v1/keys", ("Cookie", $"{session.Name}={session.Value}"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Session_ends_with_its_key()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        var (key, id, hash) = ApiKey.New();
        await arena.Ledger.Keys.AddAsync(
            new KeyEntry(id, ITenantStore.Default, "viewer", "", [], hash, DateTimeOffset.UtcNow), LedgerSteps.Requester, default);
        using var browser = BrowserAt(arena);
        await browser.SignInAsync(key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/v1/leagues", "application/json"));
        using var revoked = await arena.SendAsync(
            HttpMethod.Delete, $"/v1/keys/{id}", content: null, ("Authorization", $"Bearer {ApiHost.AdminKey}"));
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, "/v1/leagues", "application/json"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser, "/"));
    }

    [Fact]
    public async Task Whoever_signs_out_has_to_sign_in_again()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = BrowserAt(arena);
        await browser.SignInAsync(ApiHost.AdminKey);
        using var page = await browser.GetAsync("/sign-in");
        var text = await page.Content.ReadAsStringAsync();
        Assert.Contains("setting:AdminKey, admin of tenant default", text, StringComparison.Ordinal);
        var entry = Assert.Single(
            await arena.Ledger.Audit.ListAsync(new AuditQuery(10) { Subject = "session/setting:AdminKey" }, default));
        Assert.Equal(("session.begin", "admin", "default"), (entry.Change.What, entry.Change.After, entry.Change.Tenant));
        using var signedOut = await browser.SubmitAsync(text, "/sign-out");
        Assert.Equal("/sign-in", signedOut.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser, "/"));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("")]
    [InlineData("arena_000000000000_0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Key_that_lets_nobody_in_is_told_and_gives_no_session(string key)
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = BrowserAt(arena);
        var again = await browser.SignInAsync(key, "/leagues/a");
        Assert.Equal("/sign-in?return=%2Fleagues%2Fa&failed=key", again);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == "arena_session");
        using var page = await browser.GetAsync(again);
        Assert.Contains("That key lets nobody in", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_token_or_of_another_browser_is_refused()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = BrowserAt(arena);
        using var other = BrowserAt(arena);
        using var page = await browser.GetAsync("/sign-in");
        var text = await page.Content.ReadAsStringAsync();
        using var bare = await browser.PostAsync("/sign-in", Form(("key", ApiHost.AdminKey)));
        using var foreign = await other.SubmitAsync(text, "/sign-in", ("key", ApiHost.AdminKey));
        using var noForm = await browser.PostAsync("/sign-in", new StringContent("{}", null, "application/json"));
        using var broken = await browser.PostAsync("/sign-in", new StringContent("x", null, "multipart/form-data"));
        Assert.All([bare, foreign, noForm, broken], answer =>
            Assert.EndsWith("failed=form", answer.Headers.Location!.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(other.Cookies, cookie => cookie.Name == "arena_session");

        await browser.SignInAsync(ApiHost.AdminKey);
        using var signOut = await browser.PostAsync("/sign-out", Form());
        Assert.EndsWith("failed=form", signOut.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/"));
    }

    [Fact]
    public async Task Other_sites_pages_may_not_act_by_the_cookie()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = BrowserAt(arena);
        await browser.SignInAsync(ApiHost.AdminKey);
        foreach (var (site, status) in new[]
            { ("cross-site", HttpStatusCode.Forbidden), ("same-site", HttpStatusCode.Forbidden), ("same-origin", HttpStatusCode.Created) })
        {
            using var content = new StringContent("""{"role":"viewer"}""", null, "application/json");
            using var answer = await browser.PostAsync("/v1/keys", content, site);
            Assert.Equal(status, answer.StatusCode);
        }

        using var unsaid = new HttpRequestMessage(HttpMethod.Post, new Uri(browser.Home, "/v1/keys"))
        {
            Content = new StringContent("""{"role":"viewer"}""", null, "application/json"),
        };
        using var nobody = await browser.SendAsync(unsaid);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var script = new HttpRequestMessage(HttpMethod.Get, new Uri(browser.Home, "/v1/keys"))
        {
            Headers = { { "Origin", "https://evil.example" } },
        };
        using var read = await browser.SendAsync(script);
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
    }

    [Theory]
    [InlineData("arena_session=nonsense")]
    [InlineData("arena_session=")]
    [InlineData("arena_session=CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Cookie_that_is_none_lets_nobody_in_and_breaks_nothing(string cookie)
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var answer = await arena.GetAsync("/v1/leagues", ("Cookie", cookie));
        await ApiHost.ProblemOf(answer, 401);
        using var page = await arena.GetAsync("/", ("Cookie", cookie), ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Where_nobody_is_asked_a_cookie_of_elsewhere_shuts_nobody_out()
    {
        await using var arena = await ApiHost.StartAsync();
        using var answer = await arena.GetAsync("/v1/leagues", ("Cookie", "arena_session=of-another-arena-on-this-machine"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var page = await arena.GetAsync("/sign-in");
        Assert.Contains("Nobody is asked", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_provider_there_is_nowhere_to_go()
    {
        await using var arena = await ApiHost.StartGuardedAsync();
        using var browser = BrowserAt(arena);
        using var answer = await browser.GetAsync("/sign-in/provider?return=/leagues/a");
        Assert.EndsWith("failed=none", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static Browser BrowserAt(ApiHost arena) => new(new Uri("http://localhost"), arena.Handler());

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path, string accept = "text/html")
    {
        using var answer = await browser.GetAsync(path, accept);
        return answer.StatusCode;
    }
}
