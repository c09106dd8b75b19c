using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.ApplicationModel;

public sealed class ParameterTests
{
    private static GenerateParameterDefault Generated => new() { MinLength = 30 };

    [Fact]
    public async Task Made_up_value_is_kept_from_run_to_run_when_asked_to()
    {
        var directory = TestApplication.NewDirectory();
        var values = new List<string?>();
        foreach (var persist in new[] { true, true, false })
        {
            await using var test = TestApplication.In(directory);
            var key = test.Builder.AddParameter("key", Generated, secret: true, persist: persist);
            await test.StartAsync();
            values.Add(await key.Resource.GetValueAsync(test.Limit));
        }

        Assert.Equal(values[0], values[1]);
        Assert.NotEqual(values[0], values[2]);
        var file = Path.Combine(directory, ".arena", "parameters", "key");
        Assert.Equal(values[0], await File.ReadAllTextAsync(file));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Configured_value_goes_before_a_made_up_one()
    {
        await using var test = new TestApplication("--Parameters:key=mine");
        var key = test.Builder.AddParameter("key", Generated, persist: true);
        await test.StartAsync();
        Assert.Equal("mine", await key.Resource.GetValueAsync(test.Limit));
    }

    [Fact]
    public async Task Conditional_expression_is_decided_when_asked()
    {
        await using var test = new TestApplication("--Parameters:mode=fast");
        var mode = test.Builder.AddParameter("mode").Resource;
        var expression = ReferenceExpression.CreateConditional(mode, "fast", ReferenceExpression.Create($"yes {mode}"), ReferenceExpression.Create($"no"));
        Assert.True(expression.IsConditional);
        Assert.Equal("yes fast", await expression.GetValueAsync(test.Limit));
    }

    [Fact]
    public async Task External_service_is_injected_under_its_name()
    {
        await using var test = new TestApplication();
        var other = test.Builder.AddExternalService("other-one", "https://other.example/");
        var variables = await test.VariablesOfAsync(test.AddService("service").WithReference(other).Resource);
        Assert.Equal("https://other.example/", variables["services__other-one__https__0"]);
        Assert.Equal("https://other.example/", variables["OTHER_ONE"]);
        Assert.Throws<ArgumentException>(() => test.Builder.AddExternalService("bad", "https://other.example/path"));
    }

    [Fact]
    public async Task Events_come_in_their_order()
    {
        await using var test = new TestApplication();
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Task See(string what)
        {
            seen.Enqueue(what);
            return Task.CompletedTask;
        }

        test.Builder.OnBeforeStart((_, _) => See("before start"));
        test.AddShell("tool", "echo hello")
            .WithHttpEndpoint()
            .OnResourceEndpointsAllocated((_, _, _) => See("allocated"))
            .OnInitializeResource((_, _, _) => See("initialize"))
            .OnBeforeResourceStarted((_, _, _) => See("before resource started"))
            .OnResourceReady((_, _, _) => See("ready"))
            .OnResourceStopped((_, e, _) => See($"stopped: {e.ResourceEvent.Snapshot.State!.Text}"));
        await test.StartAsync();
        await Eventually.IsTrueAsync(() => seen.Any(s => s.StartsWith("stopped", StringComparison.Ordinal)), "it has stopped");
        Assert.Equal(["before start", "allocated", "initialize", "before resource started", "stopped: Finished"], seen.Where(s => s != "ready"));
    }
}
