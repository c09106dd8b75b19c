using Arena.ControlPlane.Nodes;

namespace Arena.ControlPlane.Api;

/// <summary>What callers are told of a name that no node has.</summary>
internal static class NodeLookup
{
    private const int MostNamed = 20;

    public static string NotFound(NodeDirectory directory, string name)
    {
        string[] known = [.. directory.Sessions.Select(session => session.Node)];
        var more = known.Length > MostNamed ? $" and {known.Length - MostNamed} more" : "";
        return $"No node is named '{name}'. Nodes: {(known.Length == 0 ? "none" : string.Join(", ", known.Take(MostNamed)))}{more}.";
    }
}
