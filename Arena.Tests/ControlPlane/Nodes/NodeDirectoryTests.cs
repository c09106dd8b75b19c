using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Nodes;

public sealed class NodeDirectoryTests
{
    private readonly NodeDirectory _nodes = new();

    [Fact]
    public void Latest_session_of_a_node_is_found_by_its_name_and_while_it_is_open_by_its_id()
    {
        var (first, second) = (Session("n", "1"), Session("n", "2"));
        _nodes.Add(first);
        Assert.Same(first, _nodes.FindOpen("1"));
        _nodes.Add(second);
        Assert.Same(second, _nodes.Find("n"));
        Assert.Same(second, _nodes.FindOpen("2"));
        Assert.Null(_nodes.FindOpen("1"));
        second.Close();
        Assert.Null(_nodes.FindOpen("2"));
        Assert.Same(second, _nodes.Find("n"));
    }

    // The same process comes again, with the same id.
    [Fact]
    public void Stream_that_comes_after_another_of_the_same_session_takes_its_place()
    {
        var (first, second) = (Session("n", "1"), Session("n", "1"));
        _nodes.Add(first);
        _nodes.Add(second);
        first.Close();
        Assert.Same(second, _nodes.FindOpen("1"));
    }

    private static NodeSession Session(string node, string id) =>
        new(new Hello { Node = node, Session = id }, new FakeTimeProvider());
}
