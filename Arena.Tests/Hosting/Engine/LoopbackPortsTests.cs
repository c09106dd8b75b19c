using System.Net;
using System.Net.Sockets;
using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

public sealed class LoopbackPortsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("arena-test-").FullName;

    [Fact]
    public void Port_held_by_one_host_is_not_given_to_another()
    {
        using var one = new LoopbackPorts(_directory);
        using var other = new LoopbackPorts(_directory);
        var port = one.Take();
        Assert.False(other.TryTake(port));
        Assert.False(one.TryTake(port));
        one.Dispose();
        Assert.True(other.TryTake(port));
    }

    [Fact]
    public void Port_on_which_somebody_listens_is_not_given()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var ports = new LoopbackPorts(_directory);
        Assert.False(ports.TryTake(((IPEndPoint)listener.LocalEndPoint!).Port));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
