using System.Globalization;
using System.Text.Json;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Hosting.Engine;

public sealed class ProcessTests
{
    private readonly HttpClient _client = new();

    [Fact]
    public async Task Killed_service_comes_back_on_the_same_ports_under_the_same_name()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        var url = service.Resource.Annotations.OfType<EndpointAnnotation>().Single(e => e.Name == "http").ReplicaEndpoints[1].UriString;
        var before = int.Parse(await _client.GetStringAsync(url + "/pid", test.Limit), CultureInfo.InvariantCulture);
        Assert.Equal(before, test.ProcessIdOf("service-2"));

        Libc.Kill(before, UnixSignal.Kill);
        await test.Notifications.WaitForResourceAsync(
            "service-2", e => e.Snapshot.IsHealthyAndReady && e.Snapshot[KnownProperties.Restarts] is 1, test.Limit);

        using var fresh = new HttpClient();
        Assert.NotEqual(before, int.Parse(await fresh.GetStringAsync(url + "/pid", test.Limit), CultureInfo.InvariantCulture));
        Assert.EndsWith("service.instance.id=service-2", await fresh.GetStringAsync(url + "/env?name=OTEL_RESOURCE_ATTRIBUTES", test.Limit));
        Assert.Contains(test.Output, l => l.StartsWith("service-2: ended with signal 9; starting again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_ends_a_process_that_does_not_listen_and_what_it_started()
    {
        await using var test = new TestApplication();
        test.AddShell("stubborn", "trap '' TERM; sleep 1000 & echo $!; while true; do wait; done");
        await test.StartAsync();
        string? Said() => test.Output.FirstOrDefault(l => l.StartsWith("stubborn |", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(() => Said() is not null, "it has started its child");
        var child = int.Parse(Said()!.Split('|')[1], CultureInfo.InvariantCulture);
        var parent = test.ProcessIdOf("stubborn")!.Value;

        await test.Application.StopAsync(test.Limit);
        await Eventually.IsGoneAsync(parent);
        await Eventually.IsGoneAsync(child);
    }

    [Fact]
    public async Task Missing_program_fails_the_resource_by_name()
    {
        await using var test = new TestApplication();
        test.Builder.AddExecutable("tool", "no-such-program", ".");
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("tool", KnownResourceStates.FailedToStart, test.Limit);
        await Eventually.IsTrueAsync(() => test.Output.Any(l => l.Contains("'tool' runs the program 'no-such-program'")), "it says which");
    }

    [Fact]
    public async Task Port_in_use_is_named_before_anything_starts()
    {
        await using var test = new TestApplication();
        using var ports = new LoopbackPorts();
        var taken = ports.Take();
        test.AddShell("web", "echo started").WithHttpEndpoint(port: taken);
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);
        Assert.Contains($"'http' of 'web' asks for port {taken}", fault.Message);
    }

    [Fact]
    public async Task Run_file_says_what_runs_and_goes_with_it()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service");
        await test.StartAndWaitAsync();
        var file = test.Application.Services.GetRequiredService<StateDirectory>().RunFile;
        JsonElement Read() => JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        await Eventually.IsTrueAsync(() => Read().GetProperty("status").GetString() == "running", "the run file says so");

        var run = Read();
        var resource = run.GetProperty("resources")[0];
        Assert.Equal(Environment.ProcessId, run.GetProperty("pid").GetInt32());
        Assert.Equal("service", resource.GetProperty("instance").GetString());
        Assert.Equal("Running", resource.GetProperty("state").GetString());
        Assert.Equal("Healthy", resource.GetProperty("health").GetString());
        Assert.Equal(test.ProcessIdOf("service"), resource.GetProperty("pid").GetInt32());
        Assert.Equal(service.GetEndpoint("grpc").Url, resource.GetProperty("endpoints").GetProperty("grpc").GetString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        await test.Application.StopAsync(test.Limit);
        Assert.False(File.Exists(file));
    }
}
