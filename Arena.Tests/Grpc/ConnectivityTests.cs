using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.Grpc;

/// <summary>What a channel knows of its connections, and how many it makes.</summary>
public sealed class ConnectivityTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ConnectAsync_opens_the_connection_that_calls_then_use()
    {
        await using var server = await TrialServer.StartAsync();
        var connections = TrackConnections(server);
        var channel = server.Channel();
        Assert.Equal(ConnectivityState.Idle, channel.State);
        var changed = channel.WaitForStateChangedAsync(ConnectivityState.Idle);

        await channel.ConnectAsync().WaitAsync(Patience);
        await changed.WaitAsync(Patience);
        Assert.Equal(ConnectivityState.Ready, channel.State);
        var client = new Trial.TrialClient(channel);
        await client.UnaryAsync(new Ask());
        await client.UnaryAsync(new Ask());

        Assert.Single(connections);
        channel.Dispose();
        Assert.Equal(ConnectivityState.Shutdown, channel.State);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => channel.ConnectAsync());
    }

    [Fact]
    public async Task State_is_idle_again_when_the_server_closes()
    {
        await using var server = await TrialServer.StartAsync();
        var channel = server.Channel();
        await new Trial.TrialClient(channel).UnaryAsync(new Ask());
        Assert.Equal(ConnectivityState.Ready, channel.State);
        await server.KillAsync();
        await channel.WaitForStateChangedAsync(ConnectivityState.Ready).WaitAsync(Patience);
        Assert.Equal(ConnectivityState.Idle, channel.State);
    }

    [Fact]
    public async Task ConnectAsync_tries_until_there_is_a_server()
    {
        var port = FreePort();
        using var channel = GrpcChannel.ForAddress(
            $"http://127.0.0.1:{port}", new GrpcChannelOptions { InitialReconnectBackoff = TimeSpan.FromMilliseconds(20) });
        var connecting = channel.ConnectAsync();
        while (channel.State is not ConnectivityState.TransientFailure and var state)
            await channel.WaitForStateChangedAsync(state).WaitAsync(Patience);
        Assert.False(connecting.IsCompleted);

        await using var server = await TrialServer.StartAsync(port: port);
        await connecting.WaitAsync(Patience);
        Assert.Equal(ConnectivityState.Ready, channel.State);
    }

    [Fact]
    public async Task ConnectAsync_gives_up_when_told()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");
        using var cancellation = new CancellationTokenSource();
        var connecting = channel.ConnectAsync(cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Patience));
    }

    [Fact]
    public void State_of_a_transport_of_anothers_is_not_known()
    {
        using var http = new HttpClient();
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1", new GrpcChannelOptions { HttpClient = http });
        Assert.Throws<InvalidOperationException>(() => channel.State);
    }

    [Fact]
    public async Task State_of_a_given_sockets_handler_is_known()
    {
        await using var server = await TrialServer.StartAsync();
        var channel = server.Channel(o => o.HttpHandler = new SocketsHttpHandler());
        await new Trial.TrialClient(channel).UnaryAsync(new Ask());
        Assert.Equal(ConnectivityState.Ready, channel.State);
    }

    [Fact]
    public async Task Another_connection_is_made_when_streams_run_out()
    {
        const int streamsPerConnection = 100;
        const int calls = (2 * streamsPerConnection) + 50;
        await using var server = await TrialServer.StartAsync();
        var connections = TrackConnections(server);
        var allIn = new CountdownEvent(calls);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inside = new TaskCompletionSource();
        var unary = server.Script.Unary;
        server.Script.Unary = async (ask, context) =>
        {
            var answer = await unary(ask, context);
            if (allIn.Signal())
                inside.SetResult();
            await release.Task;
            return answer;
        };

        var running = Enumerable.Range(0, calls).Select(_ => server.Client.UnaryAsync(new Ask()).ResponseAsync).ToList();
        await inside.Task.WaitAsync(Patience);
        release.SetResult();
        await Task.WhenAll(running);

        Assert.InRange(connections.Count, 3, 4);
    }

    private static ConcurrentDictionary<string, bool> TrackConnections(TrialServer server)
    {
        var connections = new ConcurrentDictionary<string, bool>();
        server.Script.Unary = (ask, context) =>
        {
            connections[context.GetHttpContext().Connection.Id] = true;
            return Task.FromResult(TrialScript.Echo(ask));
        };
        return connections;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
