using System.Net;
using System.Text.Json;
using Arena.Contracts.V1;
using Arena.Core.Dials;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.ControlPlane.Api;

public sealed class DialApiTests
{
    private const string Path = "/v1/dials/PFSP_power";

    [Fact]
    public async Task Dials_are_listed_with_what_they_may_be_and_begin_in_epoch_0()
    {
        await using var host = await ApiHost.StartAsync();
        var items = (await host.ReadAsync("/v1/dials")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(KnownDials.All.Select(dial => dial.Name), items.Select(item => item.GetProperty("name").GetString()));
        foreach (var (item, dial) in items.Zip(KnownDials.All))
        {
            Assert.Equal(dial.Default, item.GetProperty("value").GetDouble());
            Assert.Equal(0, item.GetProperty("epoch").GetInt64());
            Assert.Equal(dial.Step.Most, item.GetProperty(dial.Step.IsRatio ? "ratio" : "step").GetDouble());
            Assert.Equal(JsonValueKind.Null, item.GetProperty(dial.Step.IsRatio ? "step" : "ratio").ValueKind);
        }
    }

    [Fact]
    public async Task Dial_is_set_and_rolled_back_and_who_and_why_is_in_history_and_audit()
    {
        await using var host = await ApiHost.StartAsync();
        var set = await ApiHost.JsonOf(await PutAsync(host, Path, """{"value":2,"reason":"to see"}"""));
        Assert.Equal((1, 2), (set.GetProperty("epoch").GetInt64(), set.GetProperty("value").GetDouble()));
        Assert.Equal(2, (await host.ReadAsync(Path)).GetProperty("value").GetDouble());
        await PutAsync(host, Path, """{"value":3}""");
        var back = await ApiHost.JsonOf(await host.PostAsync("/v1/dials/rollback", """{"epoch":0,"reason":"it was worse"}"""));
        Assert.Equal((3, "it was worse"), (back.GetProperty("epoch").GetInt64(), back.GetProperty("why").GetString()));

        var page = await host.ReadAsync("/v1/dials/history?limit=2");
        Assert.Equal([3, 2], page.GetProperty("items").EnumerateArray().Select(epoch => epoch.GetProperty("epoch").GetInt64()));
        var rest = await host.ReadAsync($"/v1/dials/history?limit=2&cursor={page.GetProperty("next").GetString()}");
        var epochs = rest.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal([1, 0], epochs.Select(epoch => epoch.GetProperty("epoch").GetInt64()));
        Assert.Equal(("local", "to see"), (epochs[0].GetProperty("who").GetString(), epochs[0].GetProperty("why").GetString()));
        Assert.Equal(JsonValueKind.Null, epochs[1].GetProperty("at").ValueKind);

        var audit = (await host.ReadAsync("/v1/audit?subject=dial/PFSP_power")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(
            [("dial.rollback", "3", "1", "it was worse"), ("dial.set", "2", "3", null), ("dial.set", "1", "2", "to see")],
            audit.Select(entry => (Text(entry, "what"), Text(entry, "before"), Text(entry, "after"), Text(entry, "why"))));
    }

    [Fact]
    public async Task Of_two_who_have_read_the_same_one_is_told_that_it_has_changed()
    {
        await using var host = await ApiHost.StartAsync();
        var tag = (await host.GetAsync(Path)).Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync(Path, ("If-None-Match", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(host, Path, """{"value":2}""", ("If-Match", tag))).StatusCode);
        var stale = await ApiHost.ProblemOf(await PutAsync(host, Path, """{"value":0}""", ("If-Match", tag)), 412);
        Assert.Equal(1, stale.GetProperty("epoch").GetInt64());
        await ApiHost.ProblemOf(await host.SendAsync(HttpMethod.Post, "/v1/dials/rollback", """{"epoch":0}""", ("If-Match", tag)), 412);
        Assert.Equal(2, (await host.ReadAsync(Path)).GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData(404, "not-found", "PFSP_powr", """{"value":1}""", "did you mean 'PFSP_power'?")]
    [InlineData(400, "bad-request", "PFSP_power", """{"value":4.1}""", "found 4.1; wanted a number from 0 to 4")]
    [InlineData(409, "too-fast", "PFSP_power", """{"value":4}""", "it may change by at most 1: wanted 0 to 2")]
    [InlineData(400, "bad-request", "PFSP_power", """{"value":"NaN"}""", "$.value")]
    [InlineData(400, "bad-request", "PFSP_power", "{}", "")]
    [InlineData(400, "bad-request", "PFSP_power", """{"value":2,"colour":1}""", "$.colour")]
    [InlineData(400, "bad-request", "PFSP_power", """{"value":2,"reason":"a\nb"}""", "control characters")]
    public async Task What_cannot_be_is_refused_and_nothing_is_set(int status, string type, string name, string change, string told)
    {
        await using var host = await ApiHost.StartAsync();
        var problem = await ApiHost.ProblemOf(await PutAsync(host, $"/v1/dials/{name}", change), status);
        Assert.Equal($"urn:arena:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await host.Ledger.Dials.HistoryAsync(before: null, 9, default));
    }

    [Fact]
    public async Task Rollback_sent_again_with_its_key_is_answered_again_and_done_once()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, Path, """{"value":2}""");
        (string, string) key = ("Idempotency-Key", "4b3cd5ab-0f54-4d5e-8d1c-1a2b3c4d5e6f");
        for (var i = 0; i < 2; i++)
        {
            var back = await ApiHost.JsonOf(await host.SendAsync(HttpMethod.Post, "/v1/dials/rollback", """{"epoch":0}""", key));
            Assert.Equal(2, back.GetProperty("epoch").GetInt64());
            await PutAsync(host, Path, """{"value":2}""");
        }

        Assert.Equal(3, (await host.ReadAsync(Path)).GetProperty("epoch").GetInt64());
        await ApiHost.ProblemOf(await host.PostAsync("/v1/dials/rollback", """{"epoch":9}"""), 404);
    }

    [Fact]
    public async Task Grpc_says_the_same_and_tells_of_every_change()
    {
        await using var host = await ApiHost.StartAsync();
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var client = new DialService.DialServiceClient(channel);
        using var watch = client.Watch(new WatchDialsRequest());
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.Equal((0, 1), (watch.ResponseStream.Current.Epoch, watch.ResponseStream.Current.Values["PFSP_power"]));
        var set = await client.SetAsync(new SetDialRequest { Name = "PFSP_power", Value = 2, Why = "w", Epoch = 0 });
        Assert.Equal((1, 2, "local", "w"), (set.Number, set.Values["PFSP_power"], set.Who, set.Why));
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.Equal((1, 2), (watch.ResponseStream.Current.Epoch, watch.ResponseStream.Current.Values["PFSP_power"]));

        Assert.Equal(1, (await client.ListAsync(new ListDialsRequest())).Epoch);
        Assert.Equal([1, 0], (await client.HistoryAsync(new DialHistoryRequest())).Epochs.Select(epoch => epoch.Number));
        Assert.Equal(2, (await client.RollbackAsync(new RollbackDialsRequest { To = 0, Epoch = 1 })).Number);
        (StatusCode Status, SetDialRequest Request)[] refused =
        [
            (StatusCode.NotFound, new SetDialRequest { Name = "none" }),
            (StatusCode.InvalidArgument, new SetDialRequest { Name = "PFSP_power", Value = double.NaN }),
            (StatusCode.FailedPrecondition, new SetDialRequest { Name = "PFSP_power", Value = 4 }),
            (StatusCode.Aborted, new SetDialRequest { Name = "PFSP_power", Value = 4, Epoch = 1 }),
        ];
        foreach (var (status, request) in refused)
            Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => client.SetAsync(request).ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task Tenant_reads_what_holds_and_not_who_set_it_and_sets_nothing()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var (club, viewer) = (await host.JoinAsync("club", "admin"), await host.JoinAsync("default", "viewer"));
        var operating = await host.JoinAsync("default", "operator");
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(host, Path, """{"value":2}""", club)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(host, Path, """{"value":2}""", viewer)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(host, Path, """{"value":2,"reason":"secret"}""", operating)).StatusCode);
        var seen = await ApiHost.JsonOf(await host.GetAsync("/v1/dials/history?limit=1", club));
        Assert.Equal(2, seen.GetProperty("items")[0].GetProperty("values").GetProperty("PFSP_power").GetDouble());
        Assert.DoesNotContain("secret", seen.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("items")[0].GetProperty("who").ValueKind);
        var systems = await ApiHost.JsonOf(await host.GetAsync("/v1/dials/history?limit=1", viewer));
        Assert.StartsWith("key:", systems.GetProperty("items")[0].GetProperty("who").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(Path, club)).StatusCode);
    }

    [Fact]
    public async Task Effect_of_an_epoch_compares_what_agents_did_in_it_and_before()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 2);
        await PutAsync(host, Path, """{"value":2}""");
        await host.PlayAsync("l", 3, epoch: 1);
        var effect = await host.ReadAsync("/v1/dials/epochs/1/effect?league=l");
        Assert.Equal((2, 3), (effect.GetProperty("matchesBefore").GetInt32(), effect.GetProperty("matchesAfter").GetInt32()));
        var agents = effect.GetProperty("agents").EnumerateArray().ToArray();
        Assert.Equal(["random", "greedy"], agents.Select(agent => Text(agent, "agent")));
        Assert.All(agents, agent => Assert.Equal(3, agent.GetProperty("matchesAfter").GetInt32()));
        Assert.Equal(1, agents.Sum(agent => agent.GetProperty("meanAfter").GetDouble()), 12);
        foreach (var agent in agents)
        {
            var difference = agent.GetProperty("difference").GetDouble();
            Assert.Equal(agent.GetProperty("meanAfter").GetDouble() - agent.GetProperty("meanBefore").GetDouble(), difference, 12);
            Assert.InRange(difference, agent.GetProperty("differenceLow").GetDouble(), agent.GetProperty("differenceHigh").GetDouble());
        }

        await ApiHost.ProblemOf(await host.GetAsync("/v1/dials/epochs/0/effect?league=l"), 409);
        await ApiHost.ProblemOf(await host.GetAsync("/v1/dials/epochs/2/effect?league=l"), 404);
        await ApiHost.ProblemOf(await host.GetAsync("/v1/dials/epochs/1/effect?league=none"), 404);
        await ApiHost.ProblemOf(await host.GetAsync("/v1/dials/epochs/1/effect"), 400);
    }

    private static string? Text(JsonElement entry, string field) => entry.GetProperty(field).GetString();

    private static Task<HttpResponseMessage> PutAsync(ApiHost host, string path, string change, params (string, string)[] headers) =>
        host.SendAsync(HttpMethod.Put, path, change, headers);
}
