using System.Net;
using Arena.Tests.ControlPlane.Api;

namespace Arena.Tests.ControlPlane.Web;

/// <summary>Pages over several leagues show what is the caller's own, and what is not for its role is not offered.</summary>
public sealed class TenantPagesTests
{
    private static readonly (string, string) _admin = ("Authorization", $"Bearer {ApiHost.AdminKey}");
    private static readonly (string, string) _html = ("Accept", "text/html");

    [Fact]
    public async Task Agents_and_work_are_of_ones_own_leagues()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var club = await host.JoinAsync("club", "operator");
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/v1/leagues?id=ours", ApiHost.League, club)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/v1/leagues?id=theirs", ApiHost.League, _admin)).StatusCode);

        foreach (var path in new[] { "/work", "/agents/greedy" })
        {
            var (status, page) = await ReadAsync(host, path, club);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("/leagues/ours", page, StringComparison.Ordinal);
            Assert.DoesNotContain("theirs", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(host, "/agents/nobody", club)).Status);
    }

    [Fact]
    public async Task Audit_trail_and_flags_are_of_ones_own_tenant_and_forms_for_those_who_may()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        var admin = await host.JoinAsync("club", "admin");
        var viewer = await host.JoinAsync("club", "viewer");
        await host.PostAsync("/v1/leagues?id=ours", ApiHost.League, admin);
        await host.PostAsync("/v1/leagues?id=theirs", ApiHost.League, _admin);

        var (_, audit) = await ReadAsync(host, "/audit", admin);
        Assert.Contains("league/ours", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("theirs", audit, StringComparison.Ordinal);
        Assert.Contains("may not act for another", (await ReadAsync(host, "/audit?tenant=default", admin)).Page, StringComparison.Ordinal);
        Assert.Contains("league/theirs", (await ReadAsync(host, "/audit?subject=league/theirs", _admin)).Page, StringComparison.Ordinal);

        Assert.Contains("<form", (await ReadAsync(host, "/flags/distributed-arena", admin)).Page, StringComparison.Ordinal);
        var (_, seen) = await ReadAsync(host, "/flags/distributed-arena", viewer);
        Assert.DoesNotContain("<form", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/audit\"", seen, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("name", "mine")]);
        using var refused = await host.SendAsync(HttpMethod.Post, "/flags", form, viewer);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Work_and_agents_tell_what_the_ledger_has()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 2);

        var (_, work) = await ReadAsync(host, "/work");
        Assert.Contains("<dt>Waiting</dt><dd>4</dd>", work, StringComparison.Ordinal);
        var (_, agent) = await ReadAsync(host, "/agents/greedy");
        Assert.Contains("/leagues/l/matches/1", agent, StringComparison.Ordinal);
        Assert.Contains("one version", agent, StringComparison.Ordinal);
        Assert.Contains("/agents/random", agent, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Page)> ReadAsync(ApiHost host, string path, params (string, string)[] headers)
    {
        using var response = await host.GetAsync(path, [.. headers, _html]);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
