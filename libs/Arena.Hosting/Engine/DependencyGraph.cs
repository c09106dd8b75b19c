using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Who needs whom, by waits, references and parents.</summary>
internal static class DependencyGraph
{
    /// <summary>Resources that wait for one another would wait for ever.</summary>
    public static void RequireNoWaitCycle(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
            Visit(resource, []);

        void Visit(IResource resource, List<IResource> path)
        {
            if (done.Contains(resource))
                return;
            var start = path.IndexOf(resource);
            if (start >= 0)
                throw new DistributedApplicationException($"Resources wait for each other in a circle: {string.Join(" → ", path.Skip(start).Append(resource).Select(r => r.Name))}.");

            path.Add(resource);
            foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
                Visit(wait.Resource, path);
            path.RemoveAt(path.Count - 1);
            done.Add(resource);
        }
    }

    /// <summary>
    /// Groups to stop one after the other: nobody is stopped before those who depend on it. References may form circles,
    /// unlike waits; the one that closes a circle is left out.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<IResource>> StopOrder(IReadOnlyList<IResource> resources)
    {
        var levels = new Dictionary<IResource, int>();
        var onPath = new HashSet<IResource>();
        foreach (var resource in resources)
            Level(resource);
        return [.. levels.GroupBy(l => l.Value, l => l.Key).OrderByDescending(g => g.Key).Select(g => g.ToArray())];

        int Level(IResource resource)
        {
            if (levels.TryGetValue(resource, out var known))
                return known;
            onPath.Add(resource);
            var level = 0;
            foreach (var needed in Needs(resource).Where(n => !onPath.Contains(n)))
                level = Math.Max(level, Level(needed) + 1);
            onPath.Remove(resource);
            return levels[resource] = level;
        }
    }

    private static IEnumerable<IResource> Needs(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource);
        var references = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => r.Resource);
        IEnumerable<IResource> parent = resource is IResourceWithParent child ? [child.Parent] : [];
        return waits.Concat(references).Concat(parent).Distinct();
    }
}
