using Arena.Client;
using Arena.Client.Bots;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Start;
using Arena.Tests.EndToEnd.Grpc.Interop;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>Services behind https, by Kestrel's ordinary configuration.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TlsFiles _tls = new();

    public void Dispose() => _tls.Dispose();

    [Fact]
    public async Task Client_node_and_bot_play_a_league_by_https_with_the_roots_that_they_trust()
    {
        var roots = TrustedRoots.Read(_tls.Certificate);
        await using var controlPlane = await ServiceHost.ControlPlaneAsync(port: 0, _tls);
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address, _tls);
        using var stop = new CancellationTokenSource();
        var options = new BotOptions { Name = "ann", Nodes = [node.Address], TrustedRoots = roots };
        var bot = new BotRunner(new TestBot(), options).RunAsync(stop.Token);
        using var client = new ArenaClient(controlPlane.Address, new ArenaClientOptions { TrustedRoots = roots });
        var league = await client.Leagues.StartAsync(new StartLeagueRequest
        {
            Document = """{ "name": "tls", "game": "tic_tac_toe", "agents": ["random", { "name": "ann", "bot": true }] }""",
        });
        var last = new Standings();
        await foreach (var standings in client.WatchLeagueAsync(league.Id, TimeSpan.FromSeconds(30), ServiceHost.Limit()))
            last = standings;
        Assert.Equal((2, 0), (last.League.Played, last.League.Forfeited));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot);
    }

    [Fact]
    public async Task Certificate_that_leads_nowhere_is_refused_and_told_why()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync(port: 0, _tls);
        using var client = new ArenaClient(controlPlane.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(
            () => client.Leagues.PauseAsync(new PauseLeagueRequest { Id = "l" }).ResponseAsync);
        Assert.Equal(StatusCode.Internal, failure.StatusCode); // not one that waiting cures
        Assert.Contains("certificate", CallFailure.Reason(failure), StringComparison.Ordinal);

        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        await Eventually.IsTrueAsync(
            () => node.Log.Of(LogLevel.Warning).Any(text => text.Contains("The remote certificate", StringComparison.Ordinal)),
            "the node says why");
        Assert.False(node.IsConnected);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("no certificate", "has no certificate")]
    public async Task Roots_that_are_none_keep_the_node_from_starting(string? content, string told)
    {
        var path = Path.Combine(Path.GetDirectoryName(_tls.Certificate)!, "roots.pem");
        if (content is not null)
            await File.WriteAllTextAsync(path, content);
        var failure = await Assert.ThrowsAsync<StartFault>(
            () => ServiceHost.NodeAsync(new Uri("http://127.0.0.1:1"), tls: null, ("Node:TrustedRoots", path)));
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }
}
