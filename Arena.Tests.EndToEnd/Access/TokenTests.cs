using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Tokens of an identity provider beside keys, and all that is no such token.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("viewer", "default", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("operator", "default", HttpStatusCode.OK, HttpStatusCode.Created)]
    [InlineData("node", "default", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("operator", "club", HttpStatusCode.OK, HttpStatusCode.Created)]
    [InlineData("king", "default", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(null, "default", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("operator", null, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("operator", "other/club", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Claims_say_what_a_caller_may(string? role, string? tenant, HttpStatusCode reads, HttpStatusCode starts)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var arena = await StartAsync(issuer);
        var http = arena.Http(issuer.Token(role, tenant));
        using var read = await http.GetAsync(new Uri("/v1/leagues", UriKind.Relative));
        Assert.Equal(reads, read.StatusCode);
        const string league = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";
        using var body = new StringContent(league, null, "application/json");
        using var started = await http.PostAsync(new Uri("/v1/leagues?id=l", UriKind.Relative), body);
        Assert.Equal(starts, started.StatusCode);
        var admins = await arena.Http(GuardedArena.AdminKey).GetFromJsonAsync<JsonObject>("/v1/leagues");
        Assert.Equal(starts == HttpStatusCode.Created && tenant == "default" ? 1 : 0, admins!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Highest_of_several_roles_counts()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var arena = await StartAsync(issuer);
        Claim[] roles = [new("arena_role", "viewer"), new("arena_role", "admin"), new("arena_role", "node")];
        using var answer = await arena.Http(issuer.Token(role: null, more: roles)).GetAsync(new Uri("/v1/tenants", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_no_good_token_lets_nobody_in()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var arena = await StartAsync(issuer);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(arena, issuer.Token()));
        var stranger = new SigningCredentials(TestIssuer.NewKey("stranger"), SecurityAlgorithms.RsaSha256);
        var imposter = new SigningCredentials(TestIssuer.NewKey(issuer.Key.KeyId), SecurityAlgorithms.RsaSha256);
        var good = issuer.Token();
        Dictionary<string, string> bad = new()
        {
            ["alg none"] = issuer.Unsigned(),
            ["signature cut off"] = good[..(good.LastIndexOf('.') + 1)],
            ["HS256 with the public key's bytes"] = issuer.SignedWithPublicKey(issuer.Key.Rsa.ExportSubjectPublicKeyInfo()),
            ["HS256 with the public key's text"] = issuer.SignedWithPublicKey(
                System.Text.Encoding.ASCII.GetBytes(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
            ["expired"] = issuer.Token(expires: TimeSpan.FromMinutes(-2)),
            ["another audience"] = issuer.Token(audience: "others"),
            ["no audience"] = issuer.Token(audience: null),
            ["another issuer"] = issuer.Token(issuer: "https://login.example.org"),
            ["unknown key"] = issuer.Token(signedBy: stranger),
            ["known key's name, another key"] = issuer.Token(signedBy: imposter),
            ["changed claims"] = $"{good.Split('.')[0]}.{issuer.Token("admin").Split('.')[1]}.{good.Split('.')[2]}",
            ["not yet"] = issuer.Token(begins: TimeSpan.FromMinutes(2)),
            ["a critical header that nobody knows"] = issuer.Token(critical: "https://example.org/must-understand"),
            ["without end"] = issuer.Token(expires: TimeSpan.MaxValue),
            ["larger than tokens are"] = issuer.Token(more: new Claim("more", new string('x', 20_000))),
            ["not a token"] = "a.b.c",
            ["dots"] = "..",
            ["long"] = $"{new string('a', 8_000)}.b.c",
        };
        foreach (var (what, token) in bad)
            Assert.True(await StatusAsync(arena, token) == HttpStatusCode.Unauthorized, $"{what} was let in");
        arena.Host.Log.AssertNoError();
        Assert.DoesNotContain(good.Split('.')[2], string.Join('\n', arena.Host.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Token_of_nobody_may_nothing(string? subject)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var arena = await StartAsync(issuer);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(arena, issuer.Token(subject: subject)));
    }

    [Fact]
    public async Task Keys_are_kept_and_fetched_again_when_they_were_changed()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var arena = await StartAsync(issuer);
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(arena, issuer.Token()));
        Assert.Equal(1, issuer.Fetches);
        var before = issuer.Token();
        issuer.Rotate("second");
        await Eventually.IsTrueAsync(
            async () => await StatusAsync(arena, issuer.Token()) == HttpStatusCode.OK, "a token by the new key lets in");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(arena, before));
    }

    [Fact]
    public async Task Issuer_that_is_away_is_no_fault_of_the_service()
    {
        var issuer = await TestIssuer.StartAsync();
        await using var arena = await StartAsync(issuer);
        var token = issuer.Token();
        await issuer.DisposeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(arena, token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(arena, GuardedArena.AdminKey));
    }

    private static Task<GuardedArena> StartAsync(TestIssuer issuer) =>
        GuardedArena.StartAsync(("Access:Issuer", issuer.Address), ("Access:Audience", TestIssuer.Audience));

    private static async Task<HttpStatusCode> StatusAsync(GuardedArena arena, string key)
    {
        using var answer = await arena.Http(key).GetAsync(new Uri("/v1/leagues", UriKind.Relative));
        return answer.StatusCode;
    }
}
