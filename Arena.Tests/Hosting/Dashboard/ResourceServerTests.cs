extern alias hosting;

using System.Globalization;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Dashboard;
using hosting::Arena.Hosting.Dashboard.Wire;
using Arena.Hosting.Engine;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using HealthStatus = hosting::Arena.Hosting.Dashboard.Wire.HealthStatus;
using Resource = hosting::Arena.Hosting.Dashboard.Wire.Resource;
using ResourceCommandState = hosting::Arena.Hosting.Dashboard.Wire.ResourceCommandState;

namespace Arena.Tests.Hosting.Dashboard;

/// <summary>What a dashboard sees over the wire.</summary>
public sealed class ResourceServerTests
{
    [Fact]
    public async Task Dashboard_is_shown_every_instance_and_then_its_changes()
    {
        await using var test = new TestApplication();
        test.AddService("service").WithReplicas(2).WithUrlForEndpoint("http", u => u.DisplayText = "Home");
        await test.StartAndWaitAsync();
        var (client, headers) = Connect(test);
        using var watching = client.WatchResources(new WatchResourcesRequest(), headers, cancellationToken: test.Limit);
        Assert.True(await watching.ResponseStream.MoveNext(test.Limit));
        var resources = watching.ResponseStream.Current.InitialData.Resources;
        Assert.Equal(["service-1", "service-2"], resources.Select(r => r.Name).Order());
        var first = resources.Single(r => r.Name == "service-1");
        Assert.Equal(("service", "Project", "Running", "success"), (first.DisplayName, first.ResourceType, first.State, first.StateStyle));
        Assert.Equal(test.ProcessIdOf("service-1"), (int)first.Properties.Single(p => p.Name == "executable.pid").Value.NumberValue);
        Assert.Equal(HealthStatus.Healthy, first.HealthReports.Single().Status);
        Assert.Contains(first.Urls, u => u.EndpointName == "http" && u.DisplayProperties.DisplayName == "Home" && !u.IsInactive);
        Assert.Contains(first.Environment, v => v.Name == "OTEL_SERVICE_NAME" && v.Value == "service");
        Assert.Equal(ResourceCommandState.Disabled, first.Commands.Single(c => c.Name == "start").State);

        Libc.Kill(test.ProcessIdOf("service-1")!.Value, UnixSignal.Kill);
        await UntilAsync(watching, r => r.Name == "service-1" && r.Properties.Any(p => p is { Name: "resource.restarts", Value.NumberValue: 1 }), test);
        await UntilAsync(watching, r => r is { Name: "service-1", State: "Running" } && r.HealthReports.All(h => h.HasStatus), test);
    }

    [Fact]
    public async Task Dashboard_reads_the_lines_and_gives_commands()
    {
        await using var test = new TestApplication();
        test.AddShell("talker", "echo one; exec sleep 1000").WithCommand("greet", "Greet", _ => Task.FromResult(CommandResults.Success("hello", "world")));
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("talker", KnownResourceStates.Running, test.Limit);
        var (client, headers) = Connect(test);
        using var lines = client.WatchResourceConsoleLogs(new WatchResourceConsoleLogsRequest { ResourceName = "talker" }, headers, cancellationToken: test.Limit);
        Assert.True(await lines.ResponseStream.MoveNext(test.Limit));
        Assert.Equal("one", lines.ResponseStream.Current.LogLines[0].Text);

        var greeting = await client.ExecuteResourceCommandAsync(new ResourceCommandRequest { ResourceName = "talker", CommandName = "greet" }, headers, cancellationToken: test.Limit);
        Assert.Equal((ResourceCommandResponseKind.Succeeded, "hello", "world"), (greeting.Kind, greeting.Message, greeting.Result.Value));
        var stop = await client.ExecuteResourceCommandAsync(new ResourceCommandRequest { ResourceName = "talker", CommandName = "stop" }, headers, cancellationToken: test.Limit);
        Assert.Equal(ResourceCommandResponseKind.Succeeded, stop.Kind);
        Assert.Null(test.ProcessIdOf("talker"));

        var unknown = client.WatchResourceConsoleLogs(new WatchResourceConsoleLogsRequest { ResourceName = "nobody" }, headers, cancellationToken: test.Limit);
        var fault = await Assert.ThrowsAsync<RpcException>(() => unknown.ResponseStream.MoveNext(test.Limit));
        Assert.Equal(StatusCode.NotFound, fault.StatusCode);
        Assert.Contains("there are: talker", fault.Status.Detail);
    }

    [Fact]
    public async Task Nobody_is_admitted_without_the_key()
    {
        await using var test = new TestApplication("--AppHost:ResourceService:ApiKey=sesame");
        test.AddShell("talker", "echo one");
        await test.StartAsync();
        var (client, headers) = Connect(test);
        Assert.Equal("sesame", headers.GetValue(ResourceServer.KeyHeader));
        var information = await client.GetApplicationInformationAsync(new ApplicationInformationRequest(), headers, cancellationToken: test.Limit);
        Assert.NotEmpty(information.ApplicationName);
        foreach (var wrong in new Metadata[] { [], new() { { ResourceServer.KeyHeader, "simsalabim" } } })
        {
            var fault = await Assert.ThrowsAsync<RpcException>(async () => await client.GetApplicationInformationAsync(new ApplicationInformationRequest(), wrong, cancellationToken: test.Limit));
            Assert.Equal(StatusCode.Unauthenticated, fault.StatusCode);
        }
    }

    // Dashboards that others wrote know the messages by these numbers only.
    [Theory]
    [InlineData(typeof(Resource), "name=1 resource_type=2 display_name=3 uid=4 state=5 created_at=6 environment=7 commands=11 properties=12 urls=13 state_style=14 volumes=15 health_reports=17 started_at=18 stopped_at=19 relationships=20 is_hidden=21 supports_detailed_telemetry=22 icon_name=23 icon_variant=24")]
    [InlineData(typeof(ResourceCommand), "name=1 display_name=2 confirmation_message=3 parameter=4 is_highlighted=5 icon_name=6 icon_variant=7 display_description=8 state=9")]
    [InlineData(typeof(ResourceCommandRequest), "command_name=1 resource_name=2 resource_type=3 parameter=4 non_interactive=6")]
    [InlineData(typeof(ResourceCommandResponse), "kind=1 error_message=2 message=3 result=4")]
    [InlineData(typeof(WatchResourcesUpdate), "initial_data=1 changes=2")]
    [InlineData(typeof(ConsoleLogLine), "text=1 is_std_err=2 line_number=3")]
    [InlineData(typeof(Url), "endpoint_name=1 full_url=2 is_internal=3 is_inactive=4 display_properties=5")]
    [InlineData(typeof(HealthReport), "status=1 key=2 description=3 exception=4 last_run_at=5")]
    public void Message_has_the_contracts_names_and_numbers(Type message, string fields)
    {
        var descriptor = ((Google.Protobuf.IMessage)Activator.CreateInstance(message)!).Descriptor;
        Assert.Equal("aspire.v1", descriptor.File.Package);
        Assert.Equal(fields, string.Join(' ', descriptor.Fields.InFieldNumberOrder().Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}={f.FieldNumber}"))));
    }

    private static async Task UntilAsync(AsyncServerStreamingCall<WatchResourcesUpdate> watching, Predicate<Resource> isIt, TestApplication test)
    {
        while (await watching.ResponseStream.MoveNext(test.Limit))
        {
            if (watching.ResponseStream.Current.Changes?.Value.Any(c => isIt(c.Upsert)) == true)
                return;
        }

        Assert.Fail("The stream ended.");
    }

    private static (DashboardService.DashboardServiceClient Client, Metadata Headers) Connect(TestApplication test)
    {
        var server = test.Application.Services.GetRequiredService<ResourceServer>();
        return (new DashboardService.DashboardServiceClient(GrpcChannel.ForAddress(server.Address!)), new Metadata { { ResourceServer.KeyHeader, server.Key! } });
    }
}
