using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Arena.ControlPlane.Work;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Work;

public sealed class ReplicaTellerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Membership _membership = new();
    private readonly NodeDirectory _nodes = new();

    [Fact]
    public void Nodes_whose_streams_are_here_are_told_where_replicas_are_whenever_that_has_changed()
    {
        var here = new NodeSession(new Hello { Node = "here", Session = "1" }, _time);
        var there = new NodeSession(new Hello { Node = "there", Session = "2" }, _time, replica: "r2");
        _nodes.Add(here);
        _nodes.Add(there);
        using var teller = new ReplicaTeller(_membership, _nodes, Options.Create(new WorkOptions()), _time);
        Join("http://a:1");
        teller.Tell();
        Assert.Equal(["http://a:1"], Told(here));
        teller.Tell();
        Assert.Null(Told(here));
        Join("http://a:1", "", "http://b:1");
        teller.Tell();
        Assert.Equal(["http://a:1", "http://b:1"], Told(here));
        Join("http://b:1");
        teller.Tell();
        Assert.Equal(["http://b:1"], Told(here));
        Assert.Null(Told(there));
    }

    private void Join(params string[] addresses) => _membership.Renewed(new Renewal(
        false, [], 0, [.. addresses.Select((address, i) => new ReplicaEntry($"r{i}", _time.GetUtcNow(), address))], default));

    private static IEnumerable<string>? Told(NodeSession session) =>
        session.Outgoing.TryRead(out var message) ? message.Replicas.Addresses : null;
}
