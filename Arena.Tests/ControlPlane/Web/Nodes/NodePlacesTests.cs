using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Web.Nodes;

namespace Arena.Tests.ControlPlane.Web.Nodes;

public sealed class NodePlacesTests
{
    [Fact]
    public void Nodes_stand_at_their_replicas_and_what_is_gone_apart()
    {
        NodeSession[] nodes = [Node("a"), Node("b", "r2"), Node("c", "r9"), Node("d")];
        nodes[3].Close();
        nodes[0].AddHeld("l", 5);

        var places = NodePlaces.Of(nodes, here: "r5", replicas: ["r1", "r2", "r5"]);

        Assert.Equal(
            ["r5: a", "r1: ", "r2: b", "r9: c", ": d"],
            places.Select(place => $"{place.Name}: {string.Join(',', place.Nodes.Select(node => node.Name))}"));
        Assert.Equal([true, false, false, false, false], places.Select(place => place.IsHere));
        Assert.Equal((2, 2), (places[0].Nodes[0].Busy, places[0].Nodes[0].Slots));
    }

    private static NodeSession Node(string name, string? replica = null) =>
        new(new Hello { Node = name, Session = name, Parallelism = 2, Capacity = 64 }, TimeProvider.System, replica);
}
