using Arena.Hosting.Dashboard.Wire;

namespace Arena.Dashboard.Resources;

/// <summary>A box of the graph.</summary>
internal sealed record GraphNode(Resource Resource, double X, double Y);

/// <summary>An arrow of the graph: from what needs to what is needed.</summary>
internal sealed record GraphEdge(GraphNode From, GraphNode To, bool IsWait);

/// <summary>
/// Puts resources into columns: what needs nothing at the left, everything else to the right of all that it needs.
/// Where resources need each other in a circle, the arrow that would close it counts for nothing.
/// </summary>
internal sealed class GraphLayout
{
    public const double BoxWidth = 172;
    public const double BoxHeight = 54;

    private const double ColumnGap = 58;
    private const double RowGap = 20;
    private const double Margin = 16;

    private readonly ILookup<string, Resource> _byName;
    private readonly Dictionary<Resource, int> _columns = [];
    private readonly HashSet<Resource> _path = [];

    private GraphLayout(IReadOnlyList<Resource> resources) =>
        // Relationships name the resource; of several replicas each is meant.
        _byName = resources.SelectMany(r => new[] { r.Name, r.DisplayName }.Distinct(), (r, name) => (r, name)).ToLookup(p => p.name, p => p.r);

    public required IReadOnlyList<GraphNode> Nodes { get; init; }

    public required IReadOnlyList<GraphEdge> Edges { get; init; }

    public double Width => Nodes.Select(n => n.X).DefaultIfEmpty().Max() + BoxWidth + Margin;

    public double Height => Nodes.Select(n => n.Y).DefaultIfEmpty().Max() + BoxHeight + Margin;

    public static GraphLayout Of(IReadOnlyList<Resource> resources)
    {
        var layout = new GraphLayout(resources) { Nodes = [], Edges = [] };
        var columns = resources.GroupBy(layout.ColumnOf).OrderBy(g => g.Key).ToArray();
        var tallest = columns.Select(c => c.Count()).DefaultIfEmpty().Max();
        var nodes = columns.SelectMany(column => column.Select((resource, row) => new GraphNode(
            resource,
            Margin + (column.Key * (BoxWidth + ColumnGap)),
            Margin + ((row + ((tallest - column.Count()) / 2.0)) * (BoxHeight + RowGap))))).ToDictionary(n => n.Resource);
        var edges =
            from node in nodes.Values
            from relationship in node.Resource.Relationships
            from needed in layout._byName[relationship.ResourceName]
            where needed != node.Resource
            group relationship.Type by (node, nodes[needed]) into arrow
            select new GraphEdge(arrow.Key.node, arrow.Key.Item2, arrow.All(type => type == "WaitFor"));
        return new GraphLayout(resources) { Nodes = [.. nodes.Values], Edges = [.. edges] };
    }

    private int ColumnOf(Resource resource)
    {
        if (_columns.TryGetValue(resource, out var known))
            return known;
        if (!_path.Add(resource))
            return 0;
        var needed = resource.Relationships.SelectMany(r => _byName[r.ResourceName]).Where(r => r != resource && !_path.Contains(r));
        var column = needed.Select(r => ColumnOf(r) + 1).DefaultIfEmpty().Max();
        _path.Remove(resource);
        return _columns[resource] = column;
    }
}
