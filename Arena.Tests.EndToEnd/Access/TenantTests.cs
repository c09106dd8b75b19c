using System.Net;
using System.Text.RegularExpressions;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Grpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>What is one tenant's is nothing to another, whichever way it is asked for.</summary>
public sealed partial class TenantTests
{
    // In the name, the id and an agent's name, so that any of them that gets out is seen.
    private const string Secret = "unheardof";

    private const string League = $$"""
        { "name": "{{Secret}}", "game": "tic_tac_toe", "agents": [{ "name": "{{Secret}}-a", "strategy": "random" }, "greedy"] }
        """;

    [Fact]
    public async Task Two_tenants_have_leagues_of_one_id_and_each_sees_its_own()
    {
        await using var arena = await GuardedArena.StartAsync();
        var (mine, theirs) = (arena.Client(await arena.KeyAsync("operator", await arena.TenantAsync("mine"))),
            arena.Client(await arena.KeyAsync("operator", await arena.TenantAsync("theirs"))));
        foreach (var (client, agents) in new[] { (mine, "random"), (theirs, "minimax"), (arena.Admin, "greedy") })
        {
            var document = $$"""{ "name": "l", "game": "tic_tac_toe", "agents": ["{{agents}}", "random2"] }""".Replace(
                "\"random2\"", """{ "name": "other", "strategy": "random" }""", StringComparison.Ordinal);
            var started = await client.Leagues.StartAsync(new StartLeagueRequest { Document = document, Id = "l" });
            Assert.Equal("l", started.Id);
            var listed = Assert.Single((await client.Leagues.ListAsync(new ListLeaguesRequest())).Leagues);
            Assert.Equal("l", listed.Id);
            Assert.Contains(agents, (await client.Leagues.GetAsync(new GetLeagueRequest { Id = "l" })).Document, StringComparison.Ordinal);
        }

        await mine.Leagues.StopAsync(new StopLeagueRequest { Id = "l" });
        Assert.Equal(Contracts.V1.LeagueState.Running, (await theirs.Leagues.GetAsync(new GetLeagueRequest { Id = "l" })).State);
    }

    [Theory]
    [InlineData("theirs/unheardof")]
    [InlineData("/unheardof")]
    [InlineData("default/unheardof")]
    [InlineData("../theirs/unheardof")]
    public async Task No_way_of_writing_an_id_leads_to_anothers_league(string id)
    {
        await using var arena = await GuardedArena.StartAsync();
        var theirs = arena.Client(await arena.KeyAsync("operator", await arena.TenantAsync("theirs")));
        await theirs.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = Secret });
        await arena.TenantAsync("mine");
        foreach (var client in new[] { arena.Admin, arena.Client(await arena.KeyAsync("admin", "mine")) })
        {
            var missing = await Assert.ThrowsAsync<RpcException>(
                () => client.Leagues.GetAsync(new GetLeagueRequest { Id = id }).ResponseAsync);
            Assert.Equal(StatusCode.NotFound, missing.StatusCode);
            Assert.EndsWith("There are no leagues.", missing.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_endpoint_answers_a_foreign_key_as_if_the_league_did_not_exist()
    {
        await using var arena = await GuardedArena.StartAsync();
        await BeginAsync(arena);
        var foreign = arena.Http(await arena.KeyAsync("admin", "mine"));
        var mapped = 0;
        foreach (var (method, route) in Routes(arena.Host))
        {
            var (theirs, none) = (await AskAsync(foreign, method, route, Secret), await AskAsync(foreign, method, route, "no-such-id"));
            Assert.True(
                theirs.Status == none.Status && (int)theirs.Status < 500,
                $"{method} {route}: {theirs.Status} of another's league, {none.Status} of none");
            Assert.Equal(
                FormCall().Replace(none.Body, "").Replace("no-such-id", Secret, StringComparison.Ordinal),
                FormCall().Replace(theirs.Body, ""));
            Assert.False(none.Body.Contains(Secret, StringComparison.Ordinal), $"{method} {route} tells of it: {none.Body}");
            mapped++;
        }

        Assert.InRange(mapped, 12, int.MaxValue);
    }

    [Fact]
    public async Task Every_rpc_answers_a_foreign_key_as_if_the_league_did_not_exist()
    {
        await using var arena = await GuardedArena.StartAsync();
        await BeginAsync(arena);
        var headers = new Metadata { { "authorization", $"Bearer {await arena.KeyAsync("admin", "mine")}" } };
        using var channel = Contracts.Channels.ArenaChannel.Open(arena.Host.Address);
        var invoker = channel.CreateCallInvoker();
        var called = 0;
        foreach (var method in Rpcs())
        {
            var theirs = await CallAsync(invoker, method, headers, Secret);
            var none = await CallAsync(invoker, method, headers, "no-such-id");
            Assert.Equal(none.Replace("no-such-id", Secret, StringComparison.Ordinal), theirs);
            Assert.False(none.Contains(Secret, StringComparison.Ordinal), $"{method.FullName} tells of it: {none}");
            called++;
        }

        Assert.InRange(called, 20, int.MaxValue);
    }

    [Fact]
    public async Task Who_does_not_run_the_system_sees_no_nodes_ledger_or_tenants_and_makes_no_keys_for_others()
    {
        await using var arena = await GuardedArena.StartAsync();
        var client = arena.Client(await arena.KeyAsync("admin", await arena.TenantAsync("mine")));
        await arena.TenantAsync("theirs");
        Func<Task>[] calls =
        [
            () => client.Nodes.ListAsync(new ListNodesRequest()).ResponseAsync,
            () => client.Ledger.VerifyAsync(new VerifyLedgerRequest()).ResponseAsync,
            () => client.Access.ListTenantsAsync(new ListTenantsRequest()).ResponseAsync,
            () => client.Access.CreateTenantAsync(new CreateTenantRequest { Id = "more" }).ResponseAsync,
            () => client.Access.ListKeysAsync(new ListKeysRequest { Tenant = "theirs" }).ResponseAsync,
            () => client.Access.CreateKeyAsync(new CreateKeyRequest { Role = "viewer", Tenant = "theirs" }).ResponseAsync,
            () => client.Access.CreateKeyAsync(new CreateKeyRequest { Role = "viewer", Tenant = "default" }).ResponseAsync,
            () => client.Access.CreateKeyAsync(new CreateKeyRequest { Role = "node" }).ResponseAsync,
            () => client.Access.CheckKeyAsync(new CheckKeyRequest { Secret = "x" }).ResponseAsync,
        ];
        foreach (var call in calls)
            Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
        Assert.Equal("mine", (await client.Access.CreateKeyAsync(new CreateKeyRequest { Role = "admin" })).Key.Tenant);
    }

    [Fact]
    public async Task Administrator_of_a_tenant_reads_its_own_part_of_the_audit_trail_and_no_other()
    {
        await using var arena = await GuardedArena.StartAsync();
        await BeginAsync(arena);
        await arena.Admin.Access.CreateKeyAsync(new CreateKeyRequest { Role = "viewer", Tenant = "theirs", Why = "they asked" });
        var theirs = arena.Client(await arena.KeyAsync("admin", "theirs"));
        var told = (await theirs.Audit.ListAsync(new ListAuditRequest())).Records;
        Assert.Equal(
            ["key.create", "key.create", "flag.set", "league.start", "key.create", "tenant.create"], told.Select(entry => entry.What));
        Assert.All(told, entry => Assert.Equal("theirs", entry.Tenant));
        Assert.Equal("they asked", told[1].Why);
        Assert.Equal($"league/{Secret}", told[3].Subject); // as they call it
        var ofLeague = (await theirs.Audit.ListAsync(new ListAuditRequest { Subject = $"league/{Secret}", Tenant = "theirs" })).Records;
        Assert.Equal(told[3], Assert.Single(ofLeague));

        var mine = arena.Client(await arena.KeyAsync("admin", "mine"));
        foreach (var subject in new[] { $"league/{Secret}", $"league/theirs/{Secret}", "tenant/theirs" })
            Assert.Empty((await mine.Audit.ListAsync(new ListAuditRequest { Subject = subject })).Records);
        var refused = await Assert.ThrowsAsync<RpcException>(
            () => mine.Audit.ListAsync(new ListAuditRequest { Tenant = "theirs" }).ResponseAsync);
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        using var overHttp = await arena.Http(await arena.KeyAsync("admin", "mine")).GetAsync(
            new Uri("/v1/audit?tenant=theirs", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, overHttp.StatusCode);
        var everybodys = (await arena.Admin.Audit.ListAsync(new ListAuditRequest { Tenant = "theirs" })).Records;
        Assert.Equal($"league/theirs/{Secret}", everybodys.Single(entry => entry.What == "league.start").Subject);
    }

    private static async Task BeginAsync(GuardedArena arena)
    {
        await arena.TenantAsync("mine");
        var theirs = arena.Client(await arena.KeyAsync("operator", await arena.TenantAsync("theirs")));
        await theirs.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = Secret });
        await theirs.Flags.SetAsync(new SetFlagRequest { Name = Secret, Rules = new FlagRules { State = FlagState.On } });
    }

    private static IEnumerable<(string Method, string Route)> Routes(ServiceHost host) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = endpoint.RoutePattern.RawText
        where !route.Contains("grpc", StringComparison.OrdinalIgnoreCase) && !route.StartsWith("/arena.v1.", StringComparison.Ordinal)
            && route != "/metrics" && route != "/health"
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        orderby route, method
        select (method, route);

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient http, string method, string route, string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(route, id));
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent("{}", null, "application/json");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return (answer.StatusCode, ""); // without an end; what is in it of others', WatchEvents' test knows
        return (answer.StatusCode, Own().Replace(await answer.Content.ReadAsStringAsync(limit.Token), ""));
    }

    private static IEnumerable<MethodDescriptor> Rpcs() =>
        from file in new[]
        {
            AccessReflection.Descriptor, AgentsReflection.Descriptor, AuditReflection.Descriptor, FlagsReflection.Descriptor,
            LeaguesReflection.Descriptor, LedgerReflection.Descriptor, NodesReflection.Descriptor, ProofsReflection.Descriptor,
            RatingsReflection.Descriptor, WorkReflection.Descriptor,
        }
        from service in file.Services
        from method in service.Methods
        select method;

    /// <summary>What comes of a call whose every text that is an id is this one.</summary>
    private static async Task<string> CallAsync(CallInvoker invoker, MethodDescriptor rpc, Metadata headers, string id)
    {
        var request = (IMessage)Activator.CreateInstance(rpc.InputType.ClrType)!;
        foreach (var field in rpc.InputType.Fields.InDeclarationOrder())
        {
            if (field.FieldType == FieldType.String && !field.IsRepeated && field.Name is "id" or "league_id" or "name")
                field.Accessor.SetValue(request, id);
        }

        var method = new Method<IMessage, byte[]>(
            MethodType.DuplexStreaming, rpc.Service.FullName, rpc.Name, Marshallers.Create(m => m.ToByteArray(), _ => request),
            Marshallers.Create<byte[]>(b => b, b => b));
        var options = new CallOptions(headers, DateTime.UtcNow.AddSeconds(10));
        using var call = invoker.AsyncDuplexStreamingCall(method, host: null, options);
        try
        {
            await call.RequestStream.WriteAsync(request);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Why the call is over, the reader knows.
        }

        try
        {
            var answer = "";
            await foreach (var message in call.ResponseStream.ReadAllAsync())
                answer += System.Text.Encoding.UTF8.GetString(message);
            return answer;
        }
        catch (RpcException refused)
        {
            return $"{refused.StatusCode}: {refused.Status.Detail}";
        }
    }

    [GeneratedRegex(@"\{[a-zA-Z]+(:[a-z]+)?\}")]
    private static partial Regex Parameter();

    // What every answer has of its own: its trace, the token of a page's form.
    [GeneratedRegex("\"traceId\":\"[^\"]*\"|value=\"CfDJ8[^\"]*\"")]
    private static partial Regex Own();

    // Each page of the editor has a name of its own.
    [GeneratedRegex("name=\"call\" value=\"[0-9a-f]+\"")]
    private static partial Regex FormCall();
}
