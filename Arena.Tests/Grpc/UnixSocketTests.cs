using System.Net.Sockets;

namespace Arena.Tests.Grpc;

/// <summary>Calls over a Unix domain socket.</summary>
public sealed class UnixSocketTests
{
    [Fact]
    public async Task Call_over_a_unix_socket_knows_its_peer()
    {
        var folder = Directory.CreateTempSubdirectory("arena-grpc-");
        try
        {
            var path = Path.Combine(folder.FullName, "trial.sock");
            await using var server = await TrialServer.StartAsync(unixSocket: path);
            var peer = "";
            server.Script.Unary = (ask, context) =>
            {
                peer = context.Peer;
                return Task.FromResult(TrialScript.Echo(ask));
            };
            var channel = server.Channel(o => o.HttpHandler = new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            });

            Assert.Equal("local", (await new Trial.TrialClient(channel).UnaryAsync(new Ask { Text = "local" })).Text);
            Assert.Equal("unix:" + path, peer);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
