using System.Net;
using System.Net.Sockets;
using Arena.Hosting.Processes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The AppHost in a test, as in any Aspire project.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class TestingBuilderTests
{
    [Fact]
    public async Task Two_systems_run_side_by_side_each_with_its_own_and_take_no_port_from_whoever_has_it()
    {
        using var somebody = new TcpListener(IPAddress.Loopback, 5080);
        try
        {
            somebody.Start();
        }
        catch (SocketException)
        {
            // Somebody else is there, which is as good.
        }

        await using var first = await StartAsync();
        await using var second = await StartAsync();
        foreach (var application in new[] { first, second })
        {
            await application.ResourceNotifications.WaitForResourceHealthyAsync("node", RunningArena.Limit());
            using var http = application.CreateHttpClient("controlplane", "http");
            Assert.Contains("Healthy", await http.GetStringAsync(new Uri("/health", UriKind.Relative), RunningArena.Limit()),
                StringComparison.Ordinal);
            Assert.NotEqual(5080, application.GetEndpoint("controlplane", "http").Port);
        }

        Assert.NotEqual(first.GetEndpoint("controlplane", "grpc"), second.GetEndpoint("controlplane", "grpc"));
    }

    [Fact]
    public async Task Postgres_is_shown_as_a_program_with_its_arguments_and_is_back_with_its_data_when_it_is_killed()
    {
        Requires.Postgres();
        await using var application = await StartAsync();
        await application.ResourceNotifications.WaitForResourceHealthyAsync("arenadb", RunningArena.Limit());
        AssertIsShownAsProgram(application);
        await using var database = NpgsqlDataSource.Create((await application.GetConnectionStringAsync("arenadb"))!);
        await ExecuteAsync(database, "create table kept (n int); insert into kept values (42)");
        Descendants.Kill(ProcessTable.ChildrenOf(ProcessOf(application, "postgres")).Single(IsServer));
        await Eventually.IsTrueAsync(() => Knows(database), "the ledger's database answers again");
        await application.ResourceNotifications.WaitForResourceHealthyAsync("controlplane", RunningArena.Limit());
    }

    [Fact]
    public async Task Node_that_somebody_stops_stays_stopped_and_one_that_dies_is_started_again()
    {
        await using var application = await StartAsync();
        var notifications = application.ResourceNotifications;
        await notifications.WaitForResourceHealthyAsync("node", RunningArena.Limit());
        Descendants.Kill(ProcessOf(application, "node"));
        await notifications.WaitForResourceAsync("node", n => n.Snapshot.Properties.Any(p => p.Name == "Restarts"), RunningArena.Limit());
        await notifications.WaitForResourceHealthyAsync("node", RunningArena.Limit());

        Assert.True((await application.ResourceCommands.ExecuteCommandAsync(
            "node", KnownResourceCommands.StopCommand, RunningArena.Limit())).Success);
        await notifications.WaitForResourceAsync("node", KnownResourceStates.TerminalStates, RunningArena.Limit());
        var starts = notifications.WaitForResourceAsync("node", KnownResourceStates.Starting, RunningArena.Limit());
        Assert.NotSame(starts, await Task.WhenAny(starts, Task.Delay(TimeSpan.FromSeconds(2)))); // a restart comes after 0.2 s
    }

    // The orchestrator may be too busy to start it, which is no reason to leave it.
    [Fact]
    public async Task Node_that_could_not_be_started_again_is_tried_once_more()
    {
        await using var application = await StartAsync();
        var notifications = application.ResourceNotifications;
        await notifications.WaitForResourceHealthyAsync("node", RunningArena.Limit());
        var node = application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == "node");
        var start = node.Annotations.OfType<ResourceCommandAnnotation>().Single(c => c.Name == KnownResourceCommands.StartCommand);
        var tries = 0;
        node.Annotations.Remove(start);
        node.Annotations.Add(new ResourceCommandAnnotation(
            start.Name, start.DisplayName, start.UpdateState,
            context => Interlocked.Increment(ref tries) == 1
                ? Task.FromResult(CommandResults.Failure("busy"))
                : start.ExecuteCommand(context),
            displayDescription: null, parameter: null, confirmationMessage: null, iconName: null, iconVariant: null, isHighlighted: false));
        Descendants.Kill(ProcessOf(application, "node"));
        await notifications.WaitForResourceAsync("node", n => n.Snapshot.Properties.Any(p => p.Name == "Restarts"), RunningArena.Limit());
        Assert.Equal(2, tries);
        await notifications.WaitForResourceHealthyAsync("node", RunningArena.Limit());
    }

    [Fact]
    public async Task Redis_and_Kafka_wait_until_somebody_starts_them_and_then_work()
    {
        await using var application = await StartAsync();
        foreach (var name in new[] { "redis", "kafka" })
        {
            Assert.True(application.ResourceNotifications.TryGetCurrentState(name, out var now));
            if (now.Snapshot.State?.Text == "Not here")
                continue; // its program is not installed
            Assert.Equal(KnownResourceStates.NotStarted, now.Snapshot.State?.Text);
            Assert.True((await application.ResourceCommands.ExecuteCommandAsync(
                name, KnownResourceCommands.StartCommand, RunningArena.Limit())).Success);
            await application.ResourceNotifications.WaitForResourceHealthyAsync(name, RunningArena.Limit());
            await (name == "redis" ? PingAsync(application) : SendAndReceiveAsync(application));
        }
    }

    private static async Task<DistributedApplication> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Arena_AppHost>(
            ["--ephemeral", "--Arena:Nodes=1", "--Arena:League="], RunningArena.Limit());
        var application = await builder.BuildAsync(RunningArena.Limit());
        await application.StartAsync(RunningArena.Limit());
        return application;
    }

    private static int ProcessOf(DistributedApplication application, string resource) =>
        application.ResourceNotifications.TryGetCurrentState(resource, out var now)
            ? (int)now.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value!
                : throw new InvalidOperationException($"There is no {resource}.");

    private static void AssertIsShownAsProgram(DistributedApplication application)
    {
        application.ResourceNotifications.TryGetCurrentState("postgres", out var now);
        var shown = now!.Snapshot.Properties.Where(p => p.Name.StartsWith("executable.", StringComparison.Ordinal))
            .SelectMany(p => Texts(p.Value)).ToArray();
        Assert.Contains(shown, text => text.EndsWith("postgres.sh", StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain('\n', text));
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        System.Collections.IEnumerable several => several.Cast<object?>().Select(v => $"{v}"),
        _ => [$"{value}"],
    };

    private static async Task PingAsync(DistributedApplication application)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync((await application.GetConnectionStringAsync("redis"))!);
        await redis.GetDatabase().StringSetAsync("there", "yes");
        Assert.Equal("yes", await redis.GetDatabase().StringGetAsync("there"));
    }

    private static async Task SendAndReceiveAsync(DistributedApplication application)
    {
        var servers = await application.GetConnectionStringAsync("kafka");
        using (var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = servers }).Build())
            await producer.ProduceAsync("topic", new Message<Null, string> { Value = "hello" }, RunningArena.Limit());
        using var consumer = new ConsumerBuilder<Ignore, string>(
            new ConsumerConfig { BootstrapServers = servers, GroupId = "test", AutoOffsetReset = AutoOffsetReset.Earliest }).Build();
        consumer.Subscribe("topic");
        Assert.Equal("hello", consumer.Consume(RunningArena.Limit()).Message.Value);
        consumer.Close();
    }

    private static bool IsServer(int process) =>
        File.ReadAllText($"/proc/{process}/cmdline").Split('\0')[0].EndsWith("/postgres", StringComparison.Ordinal);

    private static bool Knows(NpgsqlDataSource database)
    {
        try
        {
            using var command = database.CreateCommand("select n from kept");
            return command.ExecuteScalar() is 42;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(RunningArena.Limit());
    }
}
