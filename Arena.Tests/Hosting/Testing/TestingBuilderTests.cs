using System.Text.Json.Nodes;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Arena.Hosting.Testing;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Arena.Tests.Hosting.Testing;

/// <summary>The real AppHost, run by a test.</summary>
public sealed class TestingBuilderTests(ITestOutputHelper output)
{
    private readonly CancellationToken _limit = new CancellationTokenSource(TimeSpan.FromSeconds(120)).Token;

    [PostgresFact]
    public async Task Two_app_hosts_run_side_by_side_and_leave_nothing_behind()
    {
        var processes = new List<int>();
        var directories = new List<string>();
        await using (var first = await StartAsync())
        await using (var second = await StartAsync())
        {
            foreach (var application in new[] { first, second })
            {
                await application.WaitForHealthyAsync("node", _limit);
                using var http = application.CreateHttpClient("controlplane");
                Assert.Contains("\"status\"", await http.GetStringAsync("/health", _limit));
                using var channel = application.CreateGrpcChannel("controlplane");
                Assert.NotNull(channel);
                processes.AddRange(application.ResourceNotifications.Current().Select(e => e.Snapshot[KnownProperties.ProcessId]).OfType<int>());
                directories.Add(application.Services.GetRequiredService<StateDirectory>().RunFile);
            }

            Assert.NotEqual(first.GetEndpoint("controlplane", "grpc"), second.GetEndpoint("controlplane", "grpc"));
            Assert.NotEqual(await first.GetConnectionStringAsync("arenadb", _limit), await second.GetConnectionStringAsync("arenadb", _limit));
            Assert.Equal(12, processes.Distinct().Count());
        }

        Assert.All(processes, p => Assert.Null(ProcessTable.StartTime(p)));
        Assert.All(directories, f => Assert.False(File.Exists(f)));
    }

    [Fact]
    public async Task Factory_runs_the_app_host_and_calls_its_overrides_in_order()
    {
        await using var factory = new OwnFactory(["--Arena:Embedded=postgres,redis,kafka", "--Arena:League=", "--Arena:Nodes=1"]);
        Assert.Throws<InvalidOperationException>(() => factory.GetEndpoint("federation"));
        await factory.StartAsync(_limit);
        Assert.Equal(["creating", "created 0", "building True", "built"], factory.Calls);
        await factory.Application!.WaitForHealthyAsync("federation", _limit);
        using var http = factory.CreateHttpClient("federation");
        Assert.Contains("\"status\"", await http.GetStringAsync("/health", _limit));
    }

    private sealed class OwnFactory(string[] args) : DistributedApplicationFactory(typeof(Projects.Arena_AppHost), args)
    {
        public List<string> Calls { get; } = [];

        public DistributedApplication? Application { get; private set; }

        protected override void OnBuilderCreating(DistributedApplicationOptions applicationOptions, Microsoft.Extensions.Hosting.HostApplicationBuilderSettings hostOptions) => Calls.Add("creating");

        protected override void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder) => Calls.Add($"created {applicationBuilder.Resources.Count}");

        protected override void OnBuilding(DistributedApplicationBuilder applicationBuilder) => Calls.Add($"building {applicationBuilder.Resources.Any(r => r.Name == "node")}");

        protected override void OnBuilt(DistributedApplication application)
        {
            Calls.Add("built");
            Application = application;
        }
    }

    [Fact]
    public async Task Test_can_change_what_the_app_host_described()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Arena_AppHost>(["--Arena:Embedded=postgres,redis,kafka", "--Arena:League=", "--Arena:Nodes=2"], _limit);
        Assert.Equal(2, builder.Resources.Single(r => r.Name == "node").GetReplicaCount());
        foreach (var resource in builder.Resources.Where(r => r.Name != "federation").ToArray())
            builder.Resources.Remove(resource);
        var federation = builder.CreateResourceBuilder<ProjectResource>("federation");
        foreach (var annotation in federation.Resource.Annotations.Where(a => a is WaitAnnotation or EnvironmentCallbackAnnotation or ResourceRelationshipAnnotation).ToArray())
            federation.Resource.Annotations.Remove(annotation);
        await using var application = await builder.BuildAsync(_limit);
        await application.StartAsync(_limit);
        await application.WaitForHealthyAsync("federation", _limit);
    }

    [Fact]
    public async Task Resource_that_does_not_exist_is_named_with_those_that_do()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("tool", "/bin/sleep", ".", "1000").WithHttpEndpoint(name: "web");
        await using var application = await builder.BuildAsync(_limit);
        await application.StartAsync(_limit);
        Assert.Contains("There is no resource 'toll'; there are: tool", Assert.Throws<ArgumentException>(() => application.GetEndpoint("toll")).Message);
        Assert.Contains("has no endpoint 'grpc'; it has web", Assert.Throws<ArgumentException>(() => application.GetEndpoint("tool", "grpc")).Message);
        Assert.Contains("no endpoint that speaks HTTP/2", Assert.Throws<ArgumentException>(() => application.CreateGrpcChannel("tool")).Message);
    }

    [Fact]
    public async Task Lines_of_resources_go_to_the_log()
    {
        var lines = new List<string>();
        await using var builder = DistributedApplicationTestingBuilder.Create([], (options, _) => options.DashboardApplicationName = "Small");
        builder.Services.AddSingleton<ILoggerProvider>(new CollectingProvider(lines));
        builder.AddExecutable("talker", "/bin/sh", ".", "-c", "echo hello");
        await using var application = await builder.BuildAsync(_limit);
        await application.StartAsync(_limit);
        await application.ResourceNotifications.WaitForResourceAsync("talker", KnownResourceStates.Finished, _limit);
        Assert.Contains("Small.Resources.talker: hello", lines);
    }

    [Fact]
    public async Task App_host_that_ends_before_it_builds_is_reported()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<Projects.Arena_AppHost>(["--help"], _limit));
        Assert.Equal("Arena.AppHost ended without having built an application.", fault.Message);
    }

    private async Task<DistributedApplication> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Arena_AppHost>(["--Arena:League=", "--Arena:Nodes=2"], _limit);
        builder.Services.AddSingleton<ILoggerProvider>(new TestOutputLogging(output));
        var application = await builder.BuildAsync(_limit);
        await application.StartAsync(_limit);
        return application;
    }

    private sealed class CollectingProvider(List<string> lines) : ILoggerProvider, ILogger
    {
        private string _category = "";

        public ILogger CreateLogger(string categoryName) => new CollectingProvider(lines) { _category = categoryName };

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
                lines.Add($"{_category}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
