using System.Net;
using System.Text.Json;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Grpc;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.ControlPlane.Audit;

public sealed class AuditTests
{
    private const string League = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";

    [Fact]
    public async Task Changes_are_told_over_gRPC_and_HTTP_with_who_why_and_the_trace()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        using var client = new ArenaClient(controlPlane.Address);
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = "l" });
        var trace = new Metadata { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } };
        await client.Leagues.PauseAsync(new PauseLeagueRequest { Id = "l", Why = "it is late" }, trace);

        var records = (await client.Audit.ListAsync(new ListAuditRequest { Subject = "league/l" })).Records;
        Assert.Equal(["league.pause", "league.start"], records.Select(record => record.What));
        Assert.Equal(
            ("local", "league/l", "running", "paused", "it is late", "0af7651916cd43dd8448eb211c80319c"),
            (records[0].Who, records[0].Subject, records[0].Before, records[0].After, records[0].Why, records[0].TraceId));
        Assert.Equal((false, "running", ""), (records[1].HasBefore, records[1].After, records[1].Why));
        var page = (await client.Audit.ListAsync(new ListAuditRequest { Subject = "league/l", Before = 2, Limit = 5 })).Records;
        Assert.Equal(records[1], Assert.Single(page));
        Assert.Empty((await client.Audit.ListAsync(new ListAuditRequest { Subject = "league/x" })).Records);

        using var read = JsonDocument.Parse(await GetAsync(controlPlane.Address, "subject=league/l&limit=1", HttpStatusCode.OK));
        var entry = Assert.Single(read.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("it is late", entry.GetProperty("why").GetString());
        Assert.Equal(Convert.ToHexStringLower(records[0].Hash.Span), entry.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("limit=0", "limit: found 0; wanted 1 to 1000.")]
    [InlineData("limit=1001", "limit: found 1001; wanted 1 to 1000.")]
    [InlineData("before=0", "The query has a parameter 'before'; wanted limit, cursor, subject, tenant.")]
    [InlineData("tenant=A%20club", "tenant: found 6 characters; wanted 1 to 64 of a-z, 0-9 and hyphen.")]
    [InlineData("subject=a%00b", "subject has control characters in it")]
    public async Task What_cannot_be_asked_for_is_refused(string query, string told)
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        Assert.Contains(told, await GetAsync(controlPlane.Address, query, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_that_is_too_long_or_no_text_is_refused_and_nothing_changes()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync();
        using var client = new ArenaClient(controlPlane.Address);
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = "l" });
        foreach (var why in new[] { new string('x', 1001), "a\0b" })
        {
            var refused = await Assert.ThrowsAsync<RpcException>(
                () => client.Leagues.StopAsync(new StopLeagueRequest { Id = "l", Why = why }).ResponseAsync);
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            using var http = Http();
            var answer = await http.PostAsync(new Uri(controlPlane.Address, $"/v1/leagues/l/stop?why={Uri.EscapeDataString(why)}"), null);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Single((await client.Audit.ListAsync(new ListAuditRequest { Subject = "league/l" })).Records);
    }

    private static async Task<string> GetAsync(Uri address, string query, HttpStatusCode wanted)
    {
        using var http = Http();
        var answer = await http.GetAsync(new Uri(address, $"/v1/audit?{query}"));
        Assert.Equal(wanted, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    // The port speaks nothing else.
    private static HttpClient Http() => new()
    {
        DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
