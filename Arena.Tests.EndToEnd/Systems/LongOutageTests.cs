using System.Diagnostics;
using Arena.Tests.EndToEnd.Grpc;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>
/// A channel backs off from an address that does not answer, in real time: by default 1 s growing to 2 min, so that after this
/// outage the next attempt would be about ten seconds away.
/// </summary>
public sealed class LongOutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _comingBack = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Node_is_back_within_seconds_of_a_control_plane_that_was_long_away()
    {
        var controlPlane = await ServiceHost.ControlPlaneAsync();
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node is connected");
        var port = controlPlane.Address.Port;
        await controlPlane.DisposeAsync();
        await Task.Delay(_outage);
        Assert.False(node.IsConnected);

        await using var again = await ServiceHost.ControlPlaneAsync(port);
        var back = Stopwatch.StartNew();
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node is connected again");
        output.WriteLine($"back after {back.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(back.Elapsed, TimeSpan.Zero, _comingBack);
    }
}
