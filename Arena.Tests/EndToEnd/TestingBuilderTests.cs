using Arena.Hosting.Processes;
using Arena.Tests.Hosting;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Confluent.Kafka;
using Npgsql;
using StackExchange.Redis;

namespace Arena.Tests.EndToEnd;

/// <summary>The AppHost in a test, as in any Aspire project.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class TestingBuilderTests
{
    [Fact]
    public async Task Two_systems_run_side_by_side_each_with_its_own()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        foreach (var application in new[] { first, second })
        {
            await application.ResourceNotifications.WaitForResourceHealthyAsync("node", RunningArena.Limit());
            using var http = application.CreateHttpClient("controlplane", "http");
            Assert.Contains("Healthy", await http.GetStringAsync(new Uri("/health", UriKind.Relative), RunningArena.Limit()), StringComparison.Ordinal);
        }

        Assert.NotEqual(first.GetEndpoint("controlplane", "grpc"), second.GetEndpoint("controlplane", "grpc"));
    }

    [PostgresFact]
    public async Task Postgres_that_is_killed_is_back_with_its_data()
    {
        await using var application = await StartAsync();
        await application.ResourceNotifications.WaitForResourceHealthyAsync("arenadb", RunningArena.Limit());
        await using var database = NpgsqlDataSource.Create((await application.GetConnectionStringAsync("arenadb"))!);
        await ExecuteAsync(database, "create table kept (n int); insert into kept values (42)");
        var shell = application.ResourceNotifications.TryGetCurrentState("postgres", out var now)
            ? (int)now.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value! : 0;
        Descendants.Kill(ProcessTable.ChildrenOf(shell).Single(IsServer));
        await Eventually.IsTrueAsync(() => Knows(database), "the ledger's database answers again");
        await application.ResourceNotifications.WaitForResourceHealthyAsync("controlplane", RunningArena.Limit());
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
            Assert.True((await application.ResourceCommands.ExecuteCommandAsync(name, KnownResourceCommands.StartCommand, RunningArena.Limit())).Success);
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
