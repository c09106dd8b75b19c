using Arena.Cli.Systems;

namespace Arena.Tests.Cli.Systems;

public sealed class RunFileTests
{
    [Fact]
    public void Endpoints_of_a_resource_are_those_of_its_replicas_too_and_of_nobody_else()
    {
        var run = new RunFile(
            1, DateTimeOffset.UnixEpoch, "running", null,
            [
                Resource("controlplane", 1), Resource("controlplane-2", 2), Resource("controlplane-10", 3),
                Resource("controlplane-db", 4), Resource("node", 5), Resource("node", 5),
                new("controlplane-3", "controlplane-3", "Starting", null, null, null),
            ]);
        Assert.Equal(
            [new Uri("http://h:1"), new Uri("http://h:2"), new Uri("http://h:3")], run.Endpoints("controlplane", "grpc"));
        Assert.Equal([new Uri("http://h:5")], run.Endpoints("node", "grpc"));
    }

    private static RunFile.Resource Resource(string name, int port) =>
        new(name, name, "Running", "Healthy", 1, new() { ["grpc"] = $"http://h:{port}" });
}
