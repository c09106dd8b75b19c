using Arena.Client;
using Arena.Client.Bots;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Hosting.Processes;
using Arena.ServiceDefaults.Access;
using Arena.Tests.EndToEnd.Grpc;
using Arena.Tests.EndToEnd.Grpc.Interop;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Nodes that show a certificate instead of a key, to the control plane and to one another.</summary>
public sealed class NodeCertificateTests : IDisposable
{
    private readonly TlsFiles _tls = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _tls.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Nodes_with_certificates_play_with_bots_of_one_another()
    {
        await using var controlPlane = await ControlPlaneAsync();
        await using var first = await NodeAsync(controlPlane, "first", _authority.Issue("first"));
        await using var second = await NodeAsync(controlPlane, "second", _authority.Issue("second"));
        var roots = TrustedRoots.Read(_tls.Certificate);
        using var admin = new ArenaClient(
            controlPlane.Address, new ArenaClientOptions { Key = GuardedArena.AdminKey, TrustedRoots = roots });
        var key = await admin.Access.CreateKeyAsync(new CreateKeyRequest { Role = "competitor", Agents = { "pia" } });
        using var ends = new CancellationTokenSource();
        var options = new BotOptions { Name = "pia", Nodes = [first.Address], Token = key.Secret, TrustedRoots = roots };
        var bot = new BotRunner(new TestBot(), options).RunAsync(ends.Token);
        await admin.Leagues.StartAsync(new StartLeagueRequest
        {
            Id = "l", Document = """
                { "name": "l", "game": "tic_tac_toe", "repetitions": 20, "agents": [{ "name": "pia", "bot": true }, "greedy"] }
                """,
        });
        var last = new Standings();
        await foreach (var standings in admin.WatchLeagueAsync("l", TimeSpan.FromSeconds(5), ServiceHost.Limit()))
            last = standings;
        Assert.Equal((LeagueState.Completed, 0), (last.League.State, last.League.Forfeited));
        Assert.Equal(["first", "second"], last.Nodes.Select(node => node.Node).Order());
        await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot);
    }

    [Fact]
    public async Task Certificate_of_another_authority_or_use_or_time_lets_nobody_in_and_a_nodes_is_a_nodes_only()
    {
        using var stranger = new TestAuthority();
        await using var controlPlane = await ControlPlaneAsync();
        Dictionary<string, ((string Key, string? Value)[] Shown, StatusCode Code)> callers = new()
        {
            ["nothing"] = ([], StatusCode.Unauthenticated),
            ["another authority"] = (stranger.Issue("stranger"), StatusCode.Unauthenticated),
            ["for servers"] = (_authority.Issue("server", isForClients: false), StatusCode.Unauthenticated),
            ["expired"] = (_authority.Issue("expired", ends: TimeSpan.FromMinutes(-1)), StatusCode.Unauthenticated),
            ["a node's"] = (_authority.Issue("n"), StatusCode.PermissionDenied), // who may not read
        };
        foreach (var (what, (shown, code)) in callers)
        {
            using var channel = Channel(controlPlane.Address, shown);
            var refused = await Assert.ThrowsAsync<RpcException>(
                () => new LeagueService.LeagueServiceClient(channel).ListAsync(new ListLeaguesRequest()).ResponseAsync);
            Assert.True(refused.StatusCode == code, $"{what}: {refused.Status}");
        }

        using var both = Channel(controlPlane.Address, _authority.Issue("m"));
        var key = new Metadata { { "authorization", $"Bearer {GuardedArena.AdminKey}" } };
        Assert.Empty((await new LeagueService.LeagueServiceClient(both).ListAsync(new ListLeaguesRequest(), key)).Leagues);
        controlPlane.Log.AssertNoError();
    }

    private Task<ServiceHost> ControlPlaneAsync() => ServiceHost.ControlPlaneAsync(
        port: 0, _tls, ("Access:AdminKey", GuardedArena.AdminKey), ("Access:NodeAuthority", _authority.Certificate));

    private async Task<ServiceHost> NodeAsync(ServiceHost controlPlane, string name, (string Key, string? Value)[] shown)
    {
        var url = $"https://127.0.0.1:{FreePort.Find()}"; // where other nodes find it
        var node = await ServiceHost.NodeAsync(
            controlPlane.Address, _tls,
            [("Node:Name", name), ("Kestrel:Endpoints:grpc:Url", url), ("Access:NodeAuthority", _authority.Certificate), .. shown]);
        await Eventually.IsTrueAsync(() => node.IsConnected, $"{name} is connected");
        return node;
    }

    private GrpcChannel Channel(Uri address, (string Key, string? Value)[] shown)
    {
        var options = new ConfigurationBuilder()
            .AddInMemoryCollection(shown.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
        return ArenaChannel.Open(
            address, TrustedRoots.Read(_tls.Certificate), certificate: NodeCertificate.Read(AccessOptions.From(options)));
    }
}
