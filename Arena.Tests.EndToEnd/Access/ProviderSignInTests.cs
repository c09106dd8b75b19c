using System.Net;
using System.Text.RegularExpressions;
using Arena.Tests.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Signing in to the pages at an identity provider, and answers of it that are none to what was asked.</summary>
public sealed partial class ProviderSignInTests : IAsyncLifetime
{
    private TestIssuer _issuer = null!;
    private GuardedArena _arena = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _arena = await GuardedArena.StartAsync(
            ("Access:Issuer", _issuer.Address), ("Access:Audience", TestIssuer.Audience), ("SignIn:ClientId", TestIssuer.ClientId),
            ("SignIn:ClientSecret", TestIssuer.ClientSecret), ("SignIn:Session", "01:00:00"));
    }

    public async ValueTask DisposeAsync()
    {
        await _arena.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_the_provider_names_is_signed_in_with_their_role_and_led_back()
    {
        using var browser = Browser();
        using var page = await browser.GetAsync("/sign-in?return=/leagues/a");
        var link = WebUtility.HtmlDecode(Link().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
        Assert.Equal("/leagues/a", await SignInAsync(browser, link));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/v1/leagues"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/v1/keys")); // an operator makes none
        using var self = await browser.GetAsync("/sign-in");
        Assert.Contains("token:ada, operator of tenant default", await self.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_issuer.Refused);
        _arena.Host.Log.AssertNoError();
        Assert.DoesNotContain(_arena.Host.Log.Lines, line => line.Contains(TestIssuer.ClientSecret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("king", "default", false)]
    [InlineData(null, "default", false)]
    [InlineData("operator", null, false)]
    [InlineData("operator", "other/club", false)]
    [InlineData("node", "default", false)] // a node reads no pages
    [InlineData("viewer", "club", true)]
    public async Task Claims_are_held_to_what_a_tokens_are(string? role, string? tenant, bool isIn)
    {
        _issuer.IdToken = nonce => _issuer.Identity(nonce, role, tenant);
        using var browser = Browser();
        Assert.Equal(isIn ? "/" : "/sign-in?failed=role", await SignInAsync(browser));
        Assert.Equal(isIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await StatusAsync(browser, "/v1/leagues"));
    }

    [Fact]
    public async Task Token_that_is_no_answer_to_this_browser_signs_nobody_in()
    {
        var stranger = new SigningCredentials(TestIssuer.NewKey("stranger"), SecurityAlgorithms.RsaSha256);
        var symmetric = new SigningCredentials(
            new SymmetricSecurityKey(_issuer.Key.Rsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256);
        Dictionary<string, Func<string, string>> wrong = new()
        {
            ["another nonce"] = _ => _issuer.Identity("another"),
            ["no nonce"] = _ => _issuer.Token(audience: TestIssuer.ClientId),
            ["another audience"] = nonce => _issuer.Identity(nonce, audience: TestIssuer.Audience),
            ["expired"] = nonce => _issuer.Identity(nonce, expires: TimeSpan.FromMinutes(-2)),
            ["another issuer"] = nonce => _issuer.Identity(nonce, issuer: "https://login.example.org"),
            ["unknown key"] = nonce => _issuer.Identity(nonce, signedBy: stranger),
            ["HS256 with the public key"] = nonce => _issuer.Identity(nonce, signedBy: symmetric),
            ["unsigned"] = _ => _issuer.Unsigned(),
            ["no token"] = _ => "a.b.c",
        };
        foreach (var (what, token) in wrong)
        {
            _issuer.IdToken = token;
            using var browser = Browser();
            Assert.True(await SignInAsync(browser) == "/sign-in?failed=provider", $"{what} was let in");
            Assert.True(await StatusAsync(browser, "/v1/leagues") == HttpStatusCode.Unauthorized, $"{what} was let in");
        }
    }

    [Fact]
    public async Task Answer_with_another_state_or_of_another_browser_signs_nobody_in()
    {
        using var browser = Browser();
        using var other = Browser();
        var callback = await CallbackAsync(browser, "/sign-in/provider");
        Assert.Equal("/sign-in?failed=provider", await FollowAsync(other, callback)); // somebody else's, sent as a link
        var forged = QueryHelpers.AddQueryString(callback.Split('?')[0], new Dictionary<string, string?>
        {
            ["code"] = QueryHelpers.ParseQuery(new Uri(callback).Query)["code"], ["state"] = "forged",
        });
        Assert.Equal("/sign-in?failed=provider", await FollowAsync(browser, forged));
        Assert.Equal("/sign-in?failed=provider", await FollowAsync(browser, "/sign-in/callback?error=access_denied"));
        Assert.Equal("/", await FollowAsync(browser, callback));
        Assert.Equal("/sign-in?failed=provider", await FollowAsync(browser, callback)); // once
    }

    [Fact]
    public async Task Provider_that_is_away_is_told_and_keys_still_work()
    {
        await _issuer.DisposeAsync();
        using var browser = Browser();
        using var answer = await browser.GetAsync("/sign-in/provider?return=/leagues/a");
        Assert.Equal("/sign-in?return=%2Fleagues%2Fa&failed=away", answer.Headers.Location!.ToString());
        Assert.Equal("/", await browser.SignInAsync(GuardedArena.AdminKey));
    }

    private Browser Browser() => new(_arena.Host.HttpAddress, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private static async Task<string> SignInAsync(Browser browser, string link = "/sign-in/provider") =>
        await FollowAsync(browser, await CallbackAsync(browser, link));

    // Where the provider sends the browser back to.
    private static async Task<string> CallbackAsync(Browser browser, string link) =>
        await FollowAsync(browser, await FollowAsync(browser, link));

    private static async Task<string> FollowAsync(Browser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path, "application/json");
        return answer.StatusCode;
    }

    [GeneratedRegex("href=\"(/sign-in/provider[^\"]*)\"")]
    private static partial Regex Link();
}
