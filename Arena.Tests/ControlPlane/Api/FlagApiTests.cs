using System.Net;
using System.Text.Json;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Flags;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.ControlPlane.Api;

public sealed class FlagApiTests
{
    private const string Path = "/v1/flags/bold-bots";

    [Fact]
    public async Task Flags_that_every_system_has_are_listed_with_what_reads_them()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var path in new[] { "/flags", "/v1/flags" })
        {
            var items = (await host.ReadAsync(path)).GetProperty("items").EnumerateArray().ToArray();
            Assert.Equal(KnownFlag.All.Select(known => known.Name), items.Select(item => item.GetProperty("name").GetString()));
            foreach (var item in items)
            {
                var isRead = item.GetProperty("readBy").ValueKind == JsonValueKind.String;
                Assert.Equal(isRead ? "on" : "off", item.GetProperty("rules").GetProperty("state").GetString());
            }
        }
    }

    [Fact]
    public async Task Flag_is_set_read_with_its_history_and_who_and_why_is_in_the_audit_trail()
    {
        await using var host = await ApiHost.StartAsync();
        var made = await ApiHost.JsonOf(await PutAsync(host, $"{Path}?why=to+see", """{"state":"on"}"""));
        Assert.Equal(1, made.GetProperty("version").GetInt64());
        const string rules = """
            { "state": "conditional", "percent": 25, "include": ["agent/pia"],
              "variants": [{ "name": "a", "percent": 50 }, { "name": "b", "percent": 50 }] }
            """;
        var set = await ApiHost.JsonOf(await PutAsync(host, Path, rules));
        Assert.Equal(2, set.GetProperty("version").GetInt64());
        Assert.Equal(25, set.GetProperty("rules").GetProperty("percent").GetDouble());
        Assert.Equal(2, (await ApiHost.JsonOf(await PutAsync(host, Path, rules))).GetProperty("version").GetInt64());

        var history = (await host.ReadAsync($"{Path}/history?limit=1"));
        Assert.Equal(2, history.GetProperty("items")[0].GetProperty("version").GetInt64());
        var before = await host.ReadAsync($"{Path}/history?cursor={history.GetProperty("next").GetString()}");
        Assert.Equal("to see", before.GetProperty("items")[0].GetProperty("why").GetString());
        var audit = (await host.ReadAsync("/v1/audit?subject=flag/bold-bots")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["""{"state":"on"}""", null], audit.Select(entry => entry.GetProperty("before").GetString()));
        Assert.Equal([null, "to see"], audit.Select(entry => entry.GetProperty("why").GetString()));
        Assert.Equal("local", audit[0].GetProperty("who").GetString());
    }

    [Fact]
    public async Task Of_two_who_have_read_the_same_one_is_told_that_it_has_changed()
    {
        await using var host = await ApiHost.StartAsync();
        var tag = (await PutAsync(host, Path, """{"state":"on"}""")).Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync(Path, ("If-None-Match", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(host, Path, """{"state":"off"}""", ("If-Match", tag))).StatusCode);
        var stale = await ApiHost.ProblemOf(await PutAsync(host, Path, """{"state":"on"}""", ("If-Match", tag)), 412);
        Assert.Equal(2, stale.GetProperty("version").GetInt64());
        await ApiHost.ProblemOf(await PutAsync(host, Path, """{"state":"on"}""", ("If-Match", "\"nonsense\"")), 412);
        Assert.Equal("off", (await host.ReadAsync(Path)).GetProperty("rules").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(400, "bad-request", "bold-bots", """{"state":"conditional","percent":101}""")]
    [InlineData(400, "bad-request", "bold-bots", """{"percent":1}""")]
    [InlineData(400, "bad-request", "bold-bots", """{"state":"maybe"}""")]
    [InlineData(400, "bad-request", "bold-bots", """{"state":"on","include":["bot/pia"]}""")]
    [InlineData(400, "bad-request", "bold-bots", """{"state":"on","colour":"red"}""")]
    [InlineData(400, "bad-request", "bold-bots", """{"state":"on","include":[null]}""")]
    [InlineData(400, "bad-request", "bold-bots", """{"state":"on","variants":[null,null]}""")]
    [InlineData(400, "bad-request", "Bold", """{"state":"on"}""")]
    [InlineData(409, "not-there-yet", "reward-shaping", """{"state":"on"}""")]
    public async Task What_cannot_be_is_refused_and_nothing_is_set(int status, string type, string name, string rules)
    {
        await using var host = await ApiHost.StartAsync();
        var problem = await ApiHost.ProblemOf(await PutAsync(host, $"/v1/flags/{name}", rules), status);
        Assert.Equal($"urn:arena:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Empty(await host.Ledger.Flags.ListAsync(default));
    }

    [Theory]
    [InlineData("$.colour", """{"state":"on","colour":"red"}""")]
    [InlineData("$.percent", """{"state":"on","percent":"ten"}""")]
    public async Task Body_that_cannot_be_read_is_told_where_and_in_no_words_of_the_code(string path, string rules)
    {
        await using var host = await ApiHost.StartAsync();
        var problem = await ApiHost.ProblemOf(await PutAsync(host, Path, rules), 400);
        var detail = problem.GetProperty("detail").GetString();
        Assert.StartsWith($"The body, at {path}: found what cannot be there", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("FlagRules", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistyped_name_is_told_with_what_was_probably_meant()
    {
        await using var host = await ApiHost.StartAsync();
        var problem = await ApiHost.ProblemOf(await host.GetAsync("/v1/flags/distributed-arean"), 404);
        Assert.Contains("did you mean 'distributed-arena'?", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task League_is_not_started_while_its_flag_is_off()
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, "/v1/flags/multi-agent-competition", """{"state":"off"}""");
        var problem = await ApiHost.ProblemOf(await host.PostAsync("/v1/leagues?id=l", ApiHost.League), 409);
        Assert.Equal("urn:arena:problem:switched-off", problem.GetProperty("type").GetString());
        await PutAsync(host, "/v1/flags/multi-agent-competition", """{"state":"on"}""");
        await host.StartLeagueAsync("l");
    }

    [Fact]
    public async Task Grpc_says_the_same_and_tells_of_every_change()
    {
        await using var host = await ApiHost.StartAsync();
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var client = new FlagService.FlagServiceClient(channel);
        using var watch = client.Watch(new WatchFlagsRequest());
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.Empty(watch.ResponseStream.Current.Flags);
        await PutAsync(host, $"{Path}?why=w", """{"state":"on","variants":[{"name":"a","percent":50},{"name":"b","percent":50}]}""");
        Assert.True(await watch.ResponseStream.MoveNext(default));
        Assert.Equal("bold-bots", Assert.Single(watch.ResponseStream.Current.Flags).Name);

        var flag = await client.GetAsync(new GetFlagRequest { Name = "bold-bots" });
        Assert.Equal((1, "w", false), (flag.Version, flag.Why, flag.IsBuiltIn));
        var answer = await client.EvaluateAsync(new EvaluateFlagRequest { Name = "bold-bots", Subject = "agent/pia" });
        var rest = await host.ReadAsync($"{Path}/evaluation?subject=agent/pia&group=league/l");
        Assert.Equal((rest.GetProperty("on").GetBoolean(), rest.GetProperty("variant").GetString()), (answer.IsOn, answer.Variant));
        Assert.Equal(2, (await client.ListAsync(new ListFlagsRequest())).Evaluated["bold-bots"]);

        var stale = new SetFlagRequest { Name = "bold-bots", Rules = new() { State = Arena.Contracts.V1.FlagState.Off }, Version = 0 };
        Assert.Equal(StatusCode.Aborted, await StatusOf(client.SetAsync(stale).ResponseAsync));
        var unread = new SetFlagRequest { Name = "live-reward-dial", Rules = new() { State = Arena.Contracts.V1.FlagState.On } };
        Assert.Equal(StatusCode.FailedPrecondition, await StatusOf(client.SetAsync(unread).ResponseAsync));
        Assert.Equal(StatusCode.NotFound, await StatusOf(client.GetAsync(new GetFlagRequest { Name = "none" }).ResponseAsync));
        var nobody = new EvaluateFlagRequest { Name = "bold-bots", Subject = "pia" };
        Assert.Equal(StatusCode.InvalidArgument, await StatusOf(client.EvaluateAsync(nobody).ResponseAsync));
    }

    [Fact]
    public async Task Tenant_asks_for_its_own_and_not_what_the_systems_rules_say_of_nodes_and_of_others()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var club = await host.JoinAsync("club", "viewer");
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var client = new FlagService.FlagServiceClient(channel);
        var theirs = new Metadata { { "authorization", club.Item2 } };
        const string path = "/v1/flags/federated-learning/evaluation";
        foreach (var own in new[] { "agent/pia", "league/l", "tenant/club" })
        {
            Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"{path}?subject={own}", club)).StatusCode);
            await client.EvaluateAsync(new EvaluateFlagRequest { Name = "federated-learning", Subject = own }, theirs);
        }

        foreach (var foreign in new[] { "node/node-1", "tenant/default", "tenant/other" })
        {
            foreach (var query in new[] { $"subject={foreign}", $"subject=agent/pia&group=league/l&group={foreign}" })
            {
                var problem = await ApiHost.ProblemOf(await host.GetAsync($"{path}?{query}", club), 403);
                Assert.Contains(foreign, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"{path}?{query}", ApiHost.Admin)).StatusCode);
            }

            var asked = new EvaluateFlagRequest { Name = "federated-learning", Subject = "agent/pia", Groups = { foreign } };
            Assert.Equal(StatusCode.PermissionDenied, await StatusOf(client.EvaluateAsync(asked, theirs).ResponseAsync));
        }
    }

    [Fact]
    public async Task Flag_that_must_be_there_or_must_not_is_looked_for_first()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(host, Path, """{"state":"on"}""", ("If-Match", "*"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(host, Path, """{"state":"on"}""", ("If-None-Match", "*"))).StatusCode);
        var again = await PutAsync(host, Path, """{"state":"off"}""", ("If-None-Match", "*"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(host, Path, """{"state":"off"}""", ("If-Match", "*"))).StatusCode);
    }

    private static async Task<StatusCode> StatusOf(Task call) => (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode;

    private static Task<HttpResponseMessage> PutAsync(ApiHost host, string path, string rules, params (string, string)[] headers) =>
        host.SendAsync(HttpMethod.Put, path, rules, headers);
}
