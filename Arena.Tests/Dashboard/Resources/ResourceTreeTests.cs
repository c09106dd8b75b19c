extern alias dashboard;

using Arena.Dashboard.Resources;
using dashboard::Arena.Hosting.Dashboard.Wire;

namespace Arena.Tests.Dashboard.Resources;

public sealed class ResourceTreeTests
{
    [Fact]
    public void Children_come_right_after_their_parent_and_deeper()
    {
        var tree = ResourceTree.Of([Named("arenadb", parent: "postgres"), Named("node"), Named("postgres"), Named("table", parent: "arenadb")]);
        Assert.Equal([("node", 0), ("postgres", 0), ("arenadb", 1), ("table", 2)], tree.Select(t => (t.Resource.Name, t.Depth)));
    }

    [Fact]
    public void Parents_in_a_circle_or_unknown_lose_nobody()
    {
        var tree = ResourceTree.Of([Named("a", parent: "b"), Named("b", parent: "a"), Named("c", parent: "b"), Named("d", parent: "gone"), Named("e", parent: "e")]);
        Assert.Equal(["a", "b", "c", "d", "e"], tree.Select(t => t.Resource.Name).Order());
        Assert.Equal(5, tree.Count);
    }

    private static Resource Named(string name, string? parent = null)
    {
        var resource = new Resource { Name = name, DisplayName = name };
        if (parent is not null)
            resource.Relationships.Add(new ResourceRelationship { ResourceName = parent, Type = "Parent" });
        return resource;
    }
}
