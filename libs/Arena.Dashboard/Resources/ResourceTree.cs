using Arena.Hosting.Dashboard.Wire;

namespace Arena.Dashboard.Resources;

/// <summary>Resources with what belongs to them beneath: a server's databases, for example.</summary>
internal static class ResourceTree
{
    private const string Parent = "Parent";

    /// <summary>Each once, by name, its children right after it, with its depth. Where parents go round in a circle, all are roots.</summary>
    public static IReadOnlyList<(Resource Resource, int Depth)> Of(IReadOnlyList<Resource> resources)
    {
        var byName = resources.ToLookup(r => r.DisplayName);
        var children = resources.ToLookup(r => ParentOf(r, byName));
        var ordered = new List<(Resource, int)>(resources.Count);
        foreach (var root in resources.Where(r => ParentOf(r, byName) is null || IsInCircle(r, byName)))
            Add(root, 0);
        return ordered;

        void Add(Resource resource, int depth)
        {
            ordered.Add((resource, depth));
            foreach (var child in children[resource].Where(c => !IsInCircle(c, byName)))
                Add(child, depth + 1);
        }
    }

    // Children of a resource with replicas belong beneath the first.
    private static Resource? ParentOf(Resource resource, ILookup<string, Resource> byName) =>
        resource.Relationships.FirstOrDefault(r => r.Type == Parent) is { } parent ? byName[parent.ResourceName].FirstOrDefault(r => r != resource) : null;

    private static bool IsInCircle(Resource resource, ILookup<string, Resource> byName)
    {
        var seen = new HashSet<Resource>(ReferenceEqualityComparer.Instance);
        for (var at = ParentOf(resource, byName); at is not null && seen.Add(at); at = ParentOf(at, byName))
        {
            if (ReferenceEquals(at, resource))
                return true;
        }

        return false;
    }
}
