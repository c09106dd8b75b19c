using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Grpc;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Who is let in by which key, over HTTP and gRPC alike.</summary>
public sealed class KeyTests
{
    private const string League = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("0123456789abcdef0123456789abcdef-admi")]
    [InlineData("arena_0123456789ab_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("arena__")]
    [InlineData("arena_0123456789ab_")]
    [InlineData("a.b.c")]
    public async Task Who_shows_no_good_key_is_asked_for_one(string? key)
    {
        await using var arena = await GuardedArena.StartAsync();
        using var answer = await arena.Http(key).GetAsync(new Uri("/v1/leagues", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer realm=\"arena\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var refused = await Assert.ThrowsAsync<RpcException>(
            () => arena.Client(key).Leagues.ListAsync(new ListLeaguesRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains(key is null ? "Show a key" : "lets nobody in", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_told_to_everybody_and_what_is_not_there_is_not_found()
    {
        await using var arena = await GuardedArena.StartAsync();
        using var health = await arena.Http(null).GetAsync(new Uri("/health", UriKind.Relative));
        using var missing = await arena.Http(null).GetAsync(new Uri("/nothing", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (health.StatusCode, missing.StatusCode));
        using var made = await arena.Http(null).PutAsync(new Uri("/", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, made.StatusCode);
        Assert.DoesNotContain("in memory", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "in memory", await arena.Http(GuardedArena.AdminKey).GetStringAsync(new Uri("/health", UriKind.Relative)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer", false, false)]
    [InlineData("competitor", false, false)]
    [InlineData("operator", true, false)]
    [InlineData("admin", true, true)]
    public async Task Role_decides_what_a_key_is_good_for(string role, bool starts, bool makesKeys)
    {
        await using var arena = await GuardedArena.StartAsync();
        var key = await arena.KeyAsync(role);
        var (client, http) = (arena.Client(key), arena.Http(key));
        Assert.Empty((await client.Leagues.ListAsync(new ListLeaguesRequest())).Leagues);
        Assert.Equal(
            starts ? StatusCode.OK : StatusCode.PermissionDenied,
            await StatusAsync(client.Leagues.StartAsync(new StartLeagueRequest { Document = League }).ResponseAsync));
        Assert.Equal(
            makesKeys ? StatusCode.OK : StatusCode.PermissionDenied,
            await StatusAsync(client.Access.CreateKeyAsync(new CreateKeyRequest { Role = "viewer" }).ResponseAsync));
        using var body = new StringContent(League, null, "application/json");
        using var started = await http.PostAsync(new Uri("/v1/leagues", UriKind.Relative), body);
        Assert.Equal(starts ? HttpStatusCode.Created : HttpStatusCode.Forbidden, started.StatusCode);
        using var made = await http.PostAsJsonAsync("/v1/keys", new { role = "viewer" });
        Assert.Equal(makesKeys ? HttpStatusCode.Created : HttpStatusCode.Forbidden, made.StatusCode);
        if (!makesKeys)
        {
            var problem = await made.Content.ReadFromJsonAsync<JsonObject>();
            Assert.Equal($"This is for the role admin; you have {role}.", (string?)problem!["detail"]);
        }
    }

    [Fact]
    public async Task Key_is_told_once_and_listed_without_its_secret()
    {
        await using var arena = await GuardedArena.StartAsync();
        var made = await arena.MakeKeyAsync("competitor", "", "pia", "pia", "max");
        Assert.Equal(["pia", "max"], made.Key.Agents);
        Assert.StartsWith($"arena_{made.Key.Id}_", made.Secret, StringComparison.Ordinal);
        var listed = await arena.Http(GuardedArena.AdminKey).GetStringAsync(new Uri("/v1/keys", UriKind.Relative));
        Assert.Contains(made.Key.Id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret[^64..], listed, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret[^64..], string.Join('\n', arena.Host.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoked_key_lets_nobody_in_and_its_open_streams_end()
    {
        await using var arena = await GuardedArena.StartAsync();
        var made = await arena.MakeKeyAsync("operator");
        var client = arena.Client(made.Secret);
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = "l" });
        using var watch = client.Leagues.Watch(new WatchLeagueRequest { LeagueId = "l" }, cancellationToken: ServiceHost.Limit());
        Assert.True(await watch.ResponseStream.MoveNext());

        await arena.Admin.Access.RevokeKeyAsync(new RevokeKeyRequest { Id = made.Key.Id });
        Assert.Equal(StatusCode.Unauthenticated, await StatusAsync(client.Leagues.ListAsync(new ListLeaguesRequest()).ResponseAsync));
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext())
            {
            }
        });
        Assert.Equal(
            StatusCode.NotFound,
            await StatusAsync(arena.Admin.Access.RevokeKeyAsync(new RevokeKeyRequest { Id = "nobodys" }).ResponseAsync));
    }

    [Theory]
    [InlineData("""{"role":"king"}""", "role: 'king' is none; wanted viewer, competitor, operator, admin or node")]
    [InlineData("""{"role":"viewer","expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt: 2001-01-01 00:00:00Z has passed")]
    [InlineData("""{"role":"viewer","agents":[""]}""", "agents: '' is no agent's name; wanted 1 to 64 characters")]
    [InlineData("""{"role":"viewer","agents":[null]}""", "agents: '' is no agent's name; wanted 1 to 64 characters")]
    [InlineData("""{"role":"viewer","label":"a\nb"}""", "label: wanted at most 200 characters, on one line")]
    [InlineData("""{}""", "role: '' is none; wanted viewer, competitor, operator, admin or node")]
    public async Task Key_that_cannot_be_is_refused_with_the_reason(string body, string told)
    {
        await using var arena = await GuardedArena.StartAsync();
        using var json = new StringContent(body, null, "application/json");
        using var answer = await arena.Http(GuardedArena.AdminKey).PostAsync(new Uri("/v1/keys", UriKind.Relative), json);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(told, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["detail"]);
    }

    [Fact]
    public async Task Without_settings_nobody_is_asked_for_a_key()
    {
        await using var open = await ServiceHost.ControlPlaneAsync(settings: ServiceHost.WithHttp);
        using var client = new ArenaClient(open.Address);
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League });
        Assert.Contains(open.Log.Lines, line => line.Contains("no key is asked for", StringComparison.Ordinal));
        var key = (await client.Access.CreateKeyAsync(new CreateKeyRequest { Role = "viewer" })).Secret;
        using var viewer = new ArenaClient(open.Address, new ArenaClientOptions { Key = key });
        var start = viewer.Leagues.StartAsync(new StartLeagueRequest { Document = League }).ResponseAsync;
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(start));
    }

    private static async Task<StatusCode> StatusAsync(Task call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
