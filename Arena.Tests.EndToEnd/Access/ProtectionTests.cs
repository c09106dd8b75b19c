using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Grpc;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>How much of a control plane a caller may take, and what browsers are told.</summary>
public sealed class ProtectionTests
{
    private const int AtOnce = 40;

    private static readonly Uri _leagues = new("/v1/leagues", UriKind.Relative);

    [Fact]
    public async Task Who_calls_too_often_is_told_to_wait_and_others_are_not()
    {
        await using var arena = await GuardedArena.StartAsync(("Limits:PerKey", "1"), ("Limits:Burst", "3"));
        var (hasty, other) = (await arena.KeyAsync("viewer"), await arena.KeyAsync("viewer"));
        var http = arena.Http(hasty);
        var refused = (await CallAsync(http)).First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        var client = arena.Client(hasty);
        var rpc = await Assert.ThrowsAsync<RpcException>(() => Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => client.Agents.ListAsync(new ListAgentsRequest()).ResponseAsync)));
        Assert.Equal(StatusCode.ResourceExhausted, rpc.StatusCode);
        using var served = await arena.Http(other).GetAsync(_leagues);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Keys_of_one_tenant_share_its_bucket()
    {
        const int burst = 20;
        await using var arena = await GuardedArena.StartAsync(("Limits:PerTenant", "1"), ("Limits:Burst", $"{burst}"));
        var (one, two) = (await arena.KeyAsync("viewer", await arena.TenantAsync("club")), await arena.KeyAsync("viewer", "club"));
        Assert.Contains(await CallAsync(arena.Http(one)), answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        var served = (await CallAsync(arena.Http(two))).Count(answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.InRange(served, 0, burst - 1); // with a bucket of its own it would have been served as often as the first
    }

    [Fact]
    public async Task Body_above_the_limit_is_refused_and_the_service_goes_on()
    {
        await using var arena = await GuardedArena.StartAsync(("Limits:BodySize", "100000"));
        var http = arena.Http(GuardedArena.AdminKey);
        using var large = await http.PostAsync(_leagues, new ByteArrayContent(new byte[100_001]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var next = await http.GetAsync(_leagues);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        arena.Host.Log.AssertNoError();
    }

    [Fact]
    public async Task Body_that_only_names_things_is_short_and_one_that_does_not_come_is_not_waited_for()
    {
        await using var arena = await GuardedArena.StartAsync();
        var http = arena.Http(GuardedArena.AdminKey);
        var padded = $$"""{ "id": "club"{{new string(' ', 70_000)}} }""";
        using var large = await http.PostAsync(new Uri("/v1/tenants", UriKind.Relative), Json(padded));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var document = await http.PostAsync(_leagues, Json($$"""{ "name"{{new string(' ', 70_000)}} }"""));
        Assert.Equal(HttpStatusCode.BadRequest, document.StatusCode);

        var answer = await AnswerToPartAsync(arena);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("urn:arena:problem:too-slow", answer, StringComparison.Ordinal);
        arena.Host.Log.AssertNoError();
    }

    [Fact]
    public async Task Call_that_takes_too_long_is_answered_with_one_problem()
    {
        await using var arena = await GuardedArena.StartAsync(("Limits:Time", "00:00:01"));
        var answer = await AnswerToPartAsync(arena);
        Assert.StartsWith("HTTP/1.1 504 ", answer, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(answer, "urn:arena:problem:"));
        Assert.Contains("urn:arena:problem:took-too-long", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_call_that_says_it_is_grpc_is_answered_as_what_it_is()
    {
        await using var arena = await GuardedArena.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, _leagues)
        {
            Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        using var answer = await arena.Http(key: null).SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Browser_is_told_to_run_nothing_and_a_key_as_its_password_is_good_for_reading()
    {
        await using var arena = await GuardedArena.StartAsync();
        using var page = await PageAsync(arena, HttpMethod.Get, GuardedArena.AdminKey);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        using var forged = await PageAsync(arena, HttpMethod.Post, GuardedArena.AdminKey, "/v1/leagues");
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
    }

    /// <summary>What comes of a body that begins, and does not go on.</summary>
    private static async Task<string> AnswerToPartAsync(GuardedArena arena)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(arena.Host.HttpAddress.Host, arena.Host.HttpAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/leagues HTTP/1.1\r\nHost: arena\r\nAuthorization: Bearer {GuardedArena.AdminKey}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n{"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    // All at once: one after the other a slow machine might not call too often.
    private static Task<HttpResponseMessage[]> CallAsync(HttpClient http) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => http.GetAsync(_leagues)));

    private static async Task<HttpResponseMessage> PageAsync(GuardedArena arena, HttpMethod method, string? key, string path = "/")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (key is not null)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }

        return await arena.Http(null).SendAsync(request, ServiceHost.Limit());
    }
}
