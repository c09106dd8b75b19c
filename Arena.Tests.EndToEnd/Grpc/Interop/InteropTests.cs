using System.Security.Cryptography.X509Certificates;
using Arena.Client;
using Arena.Client.Bots;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Grpc.Interop;

/// <summary>Our contracts between our services and gRPC that nobody here wrote, both ways, in the clear and over TLS.</summary>
public sealed class InteropTests
{
    private static readonly string[] _cases =
        ["bot", "deadline_and_cancellation", "faults", "health_and_reflection", "league", "not_found"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Grpcio_uses_our_services(bool tls)
    {
        Requires.Peer(PeerTools.Python);
        return UseOurServicesAsync(PeerTools.Python, tls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Grpc_js_uses_our_services(bool tls)
    {
        Requires.Peer(PeerTools.Node);
        return UseOurServicesAsync(PeerTools.Node, tls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Our_client_node_and_bot_use_services_of_grpcio(bool tls)
    {
        Requires.Peer(PeerTools.Python);
        return UseTheirServicesAsync(PeerTools.Python, tls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Our_client_node_and_bot_use_services_of_grpc_js(bool tls)
    {
        Requires.Peer(PeerTools.Node);
        return UseTheirServicesAsync(PeerTools.Node, tls);
    }

    private static async Task UseOurServicesAsync(string kind, bool tls)
    {
        using var files = tls ? new TlsFiles() : null;
        await using var controlPlane = await ServiceHost.ControlPlaneAsync(port: 0, files);
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address, files);
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node is connected");
        Assert.Equal(_cases.Select(name => $"{name} ok"), await Peer.RunCasesAsync(kind, controlPlane.Address, node.Address, files));
        controlPlane.Log.AssertNoError();
        node.Log.AssertNoError();
    }

    private static async Task UseTheirServicesAsync(string kind, bool tls)
    {
        using var files = tls ? new TlsFiles() : null;
        var roots = files is null ? null : TrustedRoots.Read(files.Certificate);
        await using var peer = await Peer.ServeAsync(kind, files);
        var address = new Uri($"{(tls ? "https" : "http")}://127.0.0.1:{peer.Port}");
        using (var client = new ArenaClient(address, new ArenaClientOptions { TrustedRoots = roots }))
            await CallAsync(client);
        await PlayAsync(address, roots);

        // Our node writes without a pause; that the call is over it may notice there, why only where it reads.
        await using var node = await ServiceHost.NodeAsync(address, files);
        await Eventually.IsTrueAsync(() => Endings(node).Count() >= 5, "the node was sent away five times");
        Assert.All(Endings(node), text => Assert.Contains("ended: heard enough of n", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Endings(ServiceHost node) =>
        node.Log.Of(LogLevel.Warning).Where(text => text.Contains("The stream to the control plane", StringComparison.Ordinal));

    private static async Task CallAsync(ArenaClient client)
    {
        Assert.Equal("there", (await client.Leagues.GetAsync(new GetLeagueRequest { Id = "there" })).Id);
        Assert.Equal(3, (await client.Leagues.GetAsync(new GetLeagueRequest { Id = "later" })).Played);
        var missing = await Assert.ThrowsAsync<RpcException>(
            () => client.Leagues.GetAsync(new GetLeagueRequest { Id = "né😈" }).ResponseAsync);
        Assert.Equal((StatusCode.NotFound, "nothing is 'né😈'"), (missing.StatusCode, missing.Status.Detail));
        var deadline = DateTime.UtcNow.AddMilliseconds(300);
        var late = await Assert.ThrowsAsync<RpcException>(
            () => client.Leagues.GetAsync(new GetLeagueRequest { Id = "never" }, deadline: deadline).ResponseAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.Leagues.StartAsync(new StartLeagueRequest()).ResponseAsync);
        Assert.Equal(["$.game: of another kind"], CallFaults.Of(refused));
        var watched = new List<int>();
        await foreach (var standings in client.WatchLeagueAsync("l", TimeSpan.FromSeconds(30), ServiceHost.Limit()))
            watched.Add(standings.League.Played);
        Assert.Equal([0, 1, 2], watched);
    }

    private static async Task PlayAsync(Uri node, X509Certificate2Collection? roots)
    {
        using var stop = new CancellationTokenSource();
        var bot = new TestBot();
        var running = new BotRunner(bot, new BotOptions { Name = "ann", Nodes = [node], TrustedRoots = roots }).RunAsync(stop.Token);
        Assert.Equal(1, (await bot.Over.WaitAsync(ServiceHost.Limit()))!.Score);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
