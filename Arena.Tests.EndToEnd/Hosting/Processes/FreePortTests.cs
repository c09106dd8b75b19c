using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd.Hosting.Processes;

public sealed class FreePortTests
{
    [Fact]
    public void Ports_are_all_different_and_none_that_an_outgoing_connection_is_given()
    {
        var ports = Enumerable.Range(0, 100).Select(_ => FreePort.Find()).ToList();

        Assert.Equal(100, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, FreePort.First, FreePort.Last));
    }
}
