using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

public sealed class DependencyGraphTests
{
    [Fact]
    public async Task Dependents_are_stopped_before_what_they_depend_on()
    {
        await using var test = new TestApplication();
        var database = test.Builder.AddPostgres("pg").AddDatabase("db");
        var control = test.AddService("control").WithReference(database);
        test.AddService("node").WithReference(control);
        var order = DependencyGraph.StopOrder([.. test.Builder.Resources]).SelectMany(g => g).Select(r => r.Name);
        Assert.Equal(["node", "control", "db", "pg"], order);
    }

    [Fact]
    public async Task References_in_a_circle_still_have_an_order()
    {
        await using var test = new TestApplication();
        var a = test.AddService("a");
        var b = test.AddService("b").WithReference(a);
        a.WithReference(b);
        Assert.Equal(2, DependencyGraph.StopOrder([.. test.Builder.Resources]).SelectMany(g => g).Count());
    }

    [Fact]
    public async Task Waits_in_a_circle_are_refused_with_the_circle()
    {
        await using var test = new TestApplication();
        var a = test.AddShell("a", "exit 0");
        var b = test.AddShell("b", "exit 0").WaitFor(a);
        a.WaitFor(b);
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);
        Assert.Contains("a → b → a", fault.Message);
    }
}
