using System.Net;
using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

public sealed class UpstreamTests
{
    private static Replica NewReplica(string id, bool isUp, int load = 0)
    {
        var replica = new Replica(id, new IPEndPoint(IPAddress.Loopback, 1)) { IsUp = isUp };
        for (var i = 0; i < load; i++)
            replica.Enter();
        return replica;
    }

    [Fact]
    public void The_least_loaded_is_chosen()
    {
        var upstream = new Upstream([NewReplica("a", isUp: true, 3), NewReplica("b", isUp: true, 1), NewReplica("c", isUp: true, 2)]);
        Assert.All(Enumerable.Range(0, 6), _ => Assert.Equal("b", upstream.Choose()!.Id));
    }

    [Fact]
    public void Equals_take_turns()
    {
        var upstream = new Upstream([NewReplica("a", isUp: true), NewReplica("b", isUp: true), NewReplica("c", isUp: true)]);
        var chosen = Enumerable.Range(0, 6).Select(_ => upstream.Choose()!.Id).ToArray();
        Assert.Equal(chosen[..3], chosen[3..]);
        Assert.Equal(3, chosen.Distinct().Count());
    }

    [Fact]
    public void One_that_is_down_is_the_last_resort()
    {
        var down = NewReplica("down", isUp: false);
        var up = NewReplica("up", isUp: true, load: 50);
        var upstream = new Upstream([down, up]);
        Assert.All(Enumerable.Range(0, 4), _ => Assert.Same(up, upstream.Choose()));
        Assert.Same(down, upstream.Choose([up]));
        Assert.Null(upstream.Choose([up, down]));
    }
}
