using System.Net;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Access;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.ControlPlane.Api;

public sealed class QuotaApiTests
{
    private const string Quotas = "/v1/tenants/club/quotas";

    private static readonly (string, string) _admin = ApiHost.Admin;

    [Fact]
    public async Task Quota_is_set_shown_and_audited_and_a_league_beyond_it_is_a_problem_that_says_what_is_allowed()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var club = await host.JoinAsync("club", "operator");
        var set = await ApiHost.JsonOf(await PutAsync(host, $"{Quotas}?why=they+pay+for+one", """{ "leagues": 1, "matches": 100 }"""));
        Assert.Equal(1, set.GetProperty("quotas").GetProperty("leagues").GetInt32());
        var listed = (await ApiHost.JsonOf(await host.GetAsync("/v1/tenants", _admin))).GetProperty("items")[0];
        Assert.Equal(100, listed.GetProperty("quotas").GetProperty("matches").GetInt32());
        var audit = await ApiHost.JsonOf(await host.GetAsync("/v1/audit?subject=tenant/club", _admin));
        Assert.Equal("leagues 1, matches 100", audit.GetProperty("items")[0].GetProperty("after").GetString());
        Assert.Equal("they pay for one", audit.GetProperty("items")[0].GetProperty("why").GetString());

        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/v1/leagues?id=a", ApiHost.League, club)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/v1/leagues?id=a", ApiHost.League, club)).StatusCode); // the same
        var refused = await host.PostAsync("/v1/leagues?id=b", ApiHost.League, club);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await ApiHost.JsonOf(refused);
        Assert.Equal("urn:arena:problem:quota-exceeded", problem.GetProperty("type").GetString());
        Assert.Equal(
            "Tenant 'club' may have 1 leagues that have not ended: it has 1, and 1 more would make 2.",
            problem.GetProperty("detail").GetString());
        Assert.Equal(
            ("leagues", 1, 1, 1),
            (problem.GetProperty("quota").GetString(), problem.GetProperty("found").GetInt32(), problem.GetProperty("wanted").GetInt32(),
            problem.GetProperty("allowed").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/v1/leagues/b", club)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/v1/leagues?id=b", ApiHost.League, _admin)).StatusCode);
    }

    [Theory]
    [InlineData("/v1/tenants/default/quotas", """{ "leagues": 1 }""", 400, "'default' is whoever runs the system")]
    [InlineData("/v1/tenants/nobody/quotas", """{ "leagues": 1 }""", 404, "Tenants: club, default.")]
    [InlineData(Quotas, """{ "leagues": -1 }""", 400, "wanted 0 or more")]
    [InlineData(Quotas, """{ "leauges": 1 }""", 400, "leauges")]
    [InlineData(Quotas, """{ "keys": 1.5 }""", 400, "keys")]
    public async Task Quota_that_cannot_be_is_refused_and_nothing_changes(string path, string body, int status, string told)
    {
        await using var host = await ApiHost.StartGuardedAsync();
        await host.JoinAsync("club", "operator");
        await PutAsync(host, Quotas, """{ "keys": 7 }""");
        var refused = await PutAsync(host, path, body);
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains(told, (await ApiHost.JsonOf(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        var tenants = await host.Ledger.Tenants.ListAsync(default);
        Assert.Equal(7, tenants.Single(tenant => tenant.Id == "club").Quotas.Keys);
    }

    [Fact]
    public async Task Over_gRPC_it_is_the_same_and_a_tenants_own_administrator_sets_none()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var own = await host.JoinAsync("club", "admin");
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var (access, leagues) = (new AccessService.AccessServiceClient(channel), new LeagueService.LeagueServiceClient(channel));
        var (admin, theirs) = (new Metadata { { "authorization", _admin.Item2 } }, new Metadata { { "authorization", own.Item2 } });
        var request = new SetTenantQuotasRequest { TenantId = "club", Quotas = new Quotas { Leagues = 0, Keys = 1 } };
        var foreign = await Assert.ThrowsAsync<RpcException>(() => access.SetTenantQuotasAsync(request, theirs).ResponseAsync);
        Assert.Equal(StatusCode.PermissionDenied, foreign.StatusCode);
        Assert.Equal(request.Quotas, (await access.SetTenantQuotasAsync(request, admin)).Quotas);

        var league = await Assert.ThrowsAsync<RpcException>(
            () => leagues.StartAsync(new StartLeagueRequest { Document = ApiHost.League }, theirs).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, league.StatusCode);
        Assert.Contains("may have 0 leagues", league.Status.Detail, StringComparison.Ordinal);
        var key = await Assert.ThrowsAsync<RpcException>(
            () => access.CreateKeyAsync(new CreateKeyRequest { Role = "viewer" }, theirs).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, key.StatusCode);
        Assert.Contains("may have 1 keys that are good: it has 1", key.Status.Detail, StringComparison.Ordinal);
        var tenants = await access.ListTenantsAsync(new ListTenantsRequest(), admin);
        Assert.Equal(request.Quotas, tenants.Tenants.Single(tenant => tenant.Id == "club").Quotas);
        Assert.Equal(new Quotas(), tenants.Tenants.Single(tenant => tenant.Id == Caller.DefaultTenant).Quotas);
    }

    private static Task<HttpResponseMessage> PutAsync(ApiHost host, string path, string body) =>
        host.SendAsync(HttpMethod.Put, path, body, _admin);
}
