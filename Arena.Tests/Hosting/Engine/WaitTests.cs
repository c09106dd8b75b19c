using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.Engine;

public sealed class WaitTests
{
    [Fact]
    public async Task Resource_starts_after_what_it_waits_for_has_completed()
    {
        await using var test = new TestApplication();
        var first = test.AddShell("first", "echo one");
        test.AddShell("second", "echo two").WaitForCompletion(first);
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("second", KnownResourceStates.Finished, test.Limit);
        await Eventually.IsTrueAsync(() => test.Output.Contains("second | two"), "the second has spoken");
        Assert.Equal(["first  | one", "second | two"], test.Output.Where(l => l.Contains('|')));
    }

    [Fact]
    public async Task Resource_is_not_started_when_what_it_waits_for_fails()
    {
        await using var test = new TestApplication();
        var first = test.AddShell("first", "exit 3");
        var second = test.AddShell("second", "echo never").WaitForCompletion(first);
        test.AddShell("third", "echo never").WaitFor(second);
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("third", KnownResourceStates.FailedToStart, test.Limit);
        await Eventually.IsTrueAsync(() => test.Output.Any(l => l.StartsWith("third: not running", StringComparison.Ordinal)), "it says so");
        Assert.Contains("second: not running: it waits for 'first', which is Exited with exit code 3", test.Output);
        Assert.DoesNotContain(test.Output, l => l.Contains("never"));
    }

    [Fact]
    public async Task Resource_waits_until_every_replica_is_healthy()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        test.AddShell("after", "echo done").WaitFor(service);
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("after", KnownResourceStates.Finished, test.Limit);
        foreach (var replica in new[] { "service-1", "service-2" })
        {
            Assert.True(test.Notifications.TryGetCurrentState(replica, out var state));
            Assert.True(state.Snapshot.IsHealthyAndReady);
        }
    }

    [Fact]
    public async Task Store_that_is_not_there_is_not_waited_for_and_not_injected()
    {
        await using var test = new TestApplication("--Arena:Embedded=pg,redis,kafka");
        var database = test.Builder.AddPostgres("pg").AddDatabase("db");
        var redis = test.Builder.AddRedis("redis");
        var kafka = test.Builder.AddKafka("kafka");
        var service = test.AddService("service")
            .WithReference(database).WithReference(redis).WithReference(kafka)
            .WaitFor(database).WaitFor(redis).WaitFor(kafka);
        await test.StartAndWaitAsync();

        using var client = new HttpClient();
        foreach (var name in new[] { "ConnectionStrings__db", "ConnectionStrings__redis", "ConnectionStrings__kafka", "REDIS_HOST" })
            Assert.Equal("", await client.GetStringAsync($"{service.GetEndpoint("http").Url}/env?name={name}", test.Limit));
        Assert.Contains(test.Output, l => l.StartsWith("pg: switched off", StringComparison.Ordinal) && l.Contains("apt-get install postgresql"));
    }

    [Fact]
    public async Task Missing_parameter_is_named_and_nothing_starts()
    {
        await using var test = new TestApplication();
        test.Builder.AddParameter("token", secret: true);
        test.AddShell("first", "echo started");
        var fault = await Assert.ThrowsAsync<MissingParameterValueException>(test.StartAsync);
        Assert.Contains("Parameters:token", fault.Message);
        Assert.Empty(test.Output);
    }
}
