extern alias dashboard;

using Arena.Dashboard.Resources;
using dashboard::Arena.Hosting.Dashboard.Wire;

namespace Arena.Tests.Dashboard.Resources;

public sealed class ResourceWatcherTests
{
    [Fact]
    public async Task Resources_come_change_and_go()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1"), FakeResourceService.Running("redis") } }.StartAsync();
        await using var dashboard = await StartAsync(host);
        await UntilAsync(dashboard, r => r.All.Count == 2 && r.ApplicationName == "The application");
        host.Upsert(new Resource { Name = "node-1", State = "Exited" });
        await UntilAsync(dashboard, r => r.All["node-1"].State == "Exited");
        host.Delete("redis");
        await UntilAsync(dashboard, r => r.All.Count == 1);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_told_and_what_was_known_stays()
    {
        var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1") } }.StartAsync();
        await using var dashboard = await StartAsync(host);
        await UntilAsync(dashboard, r => r.All.Count == 1);
        await host.DisposeAsync();
        await UntilAsync(dashboard, r => r.Fault is not null);
        Assert.Single(dashboard.Service<ResourceWatcher>().Current.All);
    }

    [Theory]
    [InlineData("Running", null, "good", "Running")]
    [InlineData("Running", HealthStatus.Healthy, "good", "Running")]
    [InlineData("Running", HealthStatus.Degraded, "warn", "Running, degraded")]
    [InlineData("Running", HealthStatus.Unhealthy, "warn", "Running, unhealthy")]
    [InlineData("FailedToStart", null, "bad", "FailedToStart")]
    [InlineData("NotStarted", null, "idle", "NotStarted")]
    public void State_and_health_are_one_word_and_one_colour(string state, HealthStatus? health, string style, string text)
    {
        var resource = new Resource { State = state };
        if (health is { } known)
            resource.HealthReports.Add(new HealthReport { Key = "ready", Status = known });
        Assert.Equal((style, text), (ResourceStates.ClassOf(resource), ResourceStates.TextOf(resource)));
    }

    [Fact]
    public void The_graph_places_every_resource_once_also_in_a_circle()
    {
        Resource[] resources = [FakeResourceService.Running("a", "b"), FakeResourceService.Running("b", "c"), FakeResourceService.Running("c", "a"), FakeResourceService.Running("d")];
        var layout = GraphLayout.Of(resources);
        Assert.Equal(4, layout.Nodes.Select(n => (n.X, n.Y)).Distinct().Count());
        Assert.Equal(3, layout.Edges.Count);
    }

    internal static async Task<TestDashboard> StartAsync(FakeResourceService host) =>
        await TestDashboard.StartAsync(s => s with { ResourceService = host.Address, ResourceServiceApiKey = FakeResourceService.Key });

    internal static async Task UntilAsync(TestDashboard dashboard, Func<ResourceSnapshot, bool> condition)
    {
        var watcher = dashboard.Service<ResourceWatcher>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var seen = watcher.Changes.Version;
            if (condition(watcher.Current))
                return;
            await watcher.Changes.WaitAsync(seen, limit.Token);
        }
    }
}
