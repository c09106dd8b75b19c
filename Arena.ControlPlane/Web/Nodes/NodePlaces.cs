using Arena.ControlPlane.Nodes;

namespace Arena.ControlPlane.Web.Nodes;

/// <summary>A node on the map.</summary>
/// <param name="Busy">How many matches it plays at this moment, at most.</param>
/// <param name="Slots">How many it plays at once.</param>
public sealed record NodeTile(string Name, bool IsOpen, int Busy, int Slots, long Played, DateTimeOffset LastSeenAt);

/// <summary>A replica with the nodes that are connected to it; without a name, those that are connected to none.</summary>
/// <param name="IsHere">Whether it is the one that says so.</param>
public sealed record NodePlace(string? Name, bool IsHere, IReadOnlyList<NodeTile> Nodes);

/// <summary>Which node is where.</summary>
internal static class NodePlaces
{
    /// <summary>This replica first, then the others by name, then what is gone.</summary>
    /// <param name="nodes">All that were seen.</param>
    /// <param name="here">This replica's id.</param>
    /// <param name="replicas">The ids of all that have a lease.</param>
    public static IReadOnlyList<NodePlace> Of(IReadOnlyList<NodeSession> nodes, string here, IEnumerable<string> replicas)
    {
        var open = nodes.Where(node => node.Open).ToLookup(node => node.Replica ?? here, Tile);
        var others = replicas.Concat(open.Select(place => place.Key)).Where(id => id != here).Distinct().Order(StringComparer.Ordinal);
        var places = others.Prepend(here).Select(id => new NodePlace(id, id == here, [.. open[id]])).ToList();
        NodeTile[] gone = [.. nodes.Where(node => !node.Open).Select(Tile)];
        if (gone.Length > 0)
            places.Add(new NodePlace(null, false, gone));
        return places;
    }

    /// <summary>What a node holds beyond what it plays at once waits there.</summary>
    public static int Busy(NodeSession node) => Math.Min(node.Held, (int)node.Hello.Parallelism);

    private static NodeTile Tile(NodeSession node) =>
        new(node.Node, node.Open, Busy(node), (int)node.Hello.Parallelism, node.Played, node.LastSeenAt);
}
