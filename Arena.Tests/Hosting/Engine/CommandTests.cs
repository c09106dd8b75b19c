using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

public sealed class CommandTests
{
    [Fact]
    public async Task Stopped_resource_stays_stopped_until_it_is_started_again()
    {
        await using var test = new TestApplication();
        test.AddService("service");
        await test.StartAndWaitAsync();
        var process = test.ProcessIdOf("service")!.Value;

        await SucceedAsync(test, "service", KnownResourceCommands.StopCommand);
        Assert.Null(ProcessTable.StartTime(process));
        var again = await test.Application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand, test.Limit);
        Assert.False(again.Success);
        Assert.Contains("'stop' is not possible while 'service' is", again.Message);

        await SucceedAsync(test, "service", KnownResourceCommands.StartCommand);
        await test.Notifications.WaitForResourceHealthyAsync("service", test.Limit);
        Assert.NotEqual(process, test.ProcessIdOf("service"));
    }

    [Fact]
    public async Task Resource_with_explicit_start_waits_for_the_command()
    {
        await using var test = new TestApplication();
        test.AddShell("tool", "echo done").WithExplicitStart();
        test.AddShell("other", "echo here");
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("other", KnownResourceStates.Finished, test.Limit);
        Assert.True(test.Notifications.TryGetCurrentState("tool", out var state));
        Assert.Equal(KnownResourceStates.NotStarted, state.Snapshot.State!.Text);

        await SucceedAsync(test, "tool", KnownResourceCommands.StartCommand);
        await test.Notifications.WaitForResourceAsync("tool", KnownResourceStates.Finished, test.Limit);
    }

    [Fact]
    public async Task Waiting_resource_can_be_started_by_hand()
    {
        await using var test = new TestApplication();
        var never = test.AddShell("never", "echo no").WithExplicitStart();
        test.AddShell("tool", "echo done").WaitFor(never);
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("tool", KnownResourceStates.Waiting, test.Limit);
        await SucceedAsync(test, "tool", KnownResourceCommands.StartCommand);
        await test.Notifications.WaitForResourceAsync("tool", KnownResourceStates.Finished, test.Limit);
    }

    [Fact]
    public async Task Command_of_ones_own_is_told_which_replica_and_can_fail()
    {
        await using var test = new TestApplication();
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        test.AddService("service").WithReplicas(2).WithCommand("greet", "Greet", context =>
        {
            asked.Add(context.ResourceName);
            return Task.FromResult(CommandResults.Failure("not today"));
        });
        await test.StartAndWaitAsync();
        var result = await test.Application.ResourceCommands.ExecuteCommandAsync("service", "greet", test.Limit);
        Assert.Equal("not today", result.Message);
        Assert.Equal(["service-1", "service-2"], asked.Order());
        var unknown = await test.Application.ResourceCommands.ExecuteCommandAsync("service", "dance", test.Limit);
        Assert.Contains("has no command 'dance'; it has greet, start, stop, restart", unknown.Message);
        var nobody = await test.Application.ResourceCommands.ExecuteCommandAsync("nobody", "greet", test.Limit);
        Assert.Contains("There is no resource 'nobody'", nobody.Message);
    }

    [Fact]
    public async Task Lines_of_a_resource_can_be_watched_from_the_first_one()
    {
        await using var test = new TestApplication();
        test.AddShell("talker", "echo one; echo two >&2");
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("talker", KnownResourceStates.Finished, test.Limit);
        var logs = (ResourceLoggerService)test.Application.Services.GetService(typeof(ResourceLoggerService))!;
        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync("talker"))
            lines.AddRange(batch);
        Assert.Equal([("one", false), ("two", true)], lines.Select(l => (l.Content, l.IsErrorMessage)).OrderBy(l => l.Content));
        Assert.Equal([1, 2], lines.Select(l => l.LineNumber));
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        var log = new ResourceLog();
        for (var i = 0; i < ResourceLog.Capacity + 5; i++)
            log.Append("x", isError: false);
        var kept = log.Snapshot();
        Assert.Equal(ResourceLog.Capacity, kept.Count);
        Assert.Equal(6, kept[0].LineNumber);
    }

    private static async Task SucceedAsync(TestApplication test, string resource, string command)
    {
        var result = await test.Application.ResourceCommands.ExecuteCommandAsync(resource, command, test.Limit);
        Assert.True(result.Success, result.Message);
    }
}
