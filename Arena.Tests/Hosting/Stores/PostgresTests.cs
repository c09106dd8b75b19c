using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Arena.Tests.Hosting.Stores;

public sealed class PostgresTests : IDisposable
{
    private readonly string _directory = TestApplication.NewDirectory();

    [PostgresFact]
    public async Task Volume_keeps_data_and_password_from_one_run_to_the_next()
    {
        await using (var first = TestApplication.In(_directory))
        {
            var database = AddDatabase(first);
            await first.StartAndWaitAsync();
            await ExecuteAsync(database, "create table t (x int); insert into t values (42)");
            await first.Application.StopAsync(first.Limit);
        }

        // As a machine that lost its power leaves it: the id of the server, which by now is somebody else's.
        var data = Path.Combine(_directory, ".arena", "volumes", "pg");
        await File.WriteAllTextAsync(Path.Combine(data, "postmaster.pid"), $"{Environment.ProcessId}\n{data}\n");

        await using var second = TestApplication.In(_directory);
        var again = AddDatabase(second);
        await second.StartAndWaitAsync();
        Assert.Equal(42, await ExecuteAsync(again, "select x from t"));
        Assert.Equal("on", await ExecuteAsync(again, "show fsync"));
        Assert.Equal("on", await ExecuteAsync(again, "show synchronous_commit"));
    }

    [PostgresFact]
    public async Task Data_of_a_version_that_is_not_installed_is_said_and_left_alone()
    {
        var data = System.IO.Directory.CreateDirectory(Path.Combine(_directory, ".arena", "volumes", "pg")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "PG_VERSION"), "9\n");
        await using var test = TestApplication.In(_directory);
        AddDatabase(test);
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("pg", KnownResourceStates.FailedToStart, test.Limit);
        await Eventually.IsTrueAsync(
            () => test.Output.Any(l => l.StartsWith("pg: not running: its data in .arena/volumes/pg was written by PostgreSQL 9, and what is installed is ", StringComparison.Ordinal)),
            "the reason is said");
        Assert.Equal(["PG_VERSION"], System.IO.Directory.EnumerateFileSystemEntries(data).Select(Path.GetFileName));
    }

    [PostgresFact]
    public async Task Second_host_of_a_checkout_gets_data_of_its_own_and_says_so()
    {
        await using var first = TestApplication.In(_directory);
        AddDatabase(first);
        await first.StartAndWaitAsync();

        await using var second = TestApplication.In(_directory);
        var database = AddDatabase(second);
        await second.StartAndWaitAsync();
        Assert.Contains(second.Output, l => l.StartsWith("pg: another app host of this checkout is using its data", StringComparison.Ordinal));
        Assert.Equal(1, await ExecuteAsync(database, "select 1"));
    }

    [PostgresFact]
    public async Task Named_volumes_are_used_by_one_host_and_by_no_other_instead()
    {
        const string volumes = "--Arena:Volumes=plays/one";
        await using (var first = TestApplication.In(_directory, volumes))
        {
            var database = AddDatabase(first);
            await first.StartAndWaitAsync();
            await ExecuteAsync(database, "create table t (x int); insert into t values (42)");
            Assert.Equal(Path.Combine(_directory, ".arena", "plays", "one"), first.Application.Services.GetRequiredService<StateDirectory>().Volumes);

            await using var second = TestApplication.In(_directory, volumes);
            AddDatabase(second);
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => second.StartAsync());
            Assert.Contains("another app host is using its data in .arena/plays/one", refused.Message, StringComparison.Ordinal);
            await first.Application.StopAsync(first.Limit);
        }

        await using var again = TestApplication.In(_directory, volumes);
        var kept = AddDatabase(again);
        await again.StartAndWaitAsync();
        Assert.Equal(42, await ExecuteAsync(kept, "select x from t"));
        Assert.False(Directory.Exists(Path.Combine(_directory, ".arena", "volumes")));
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/tmp/elsewhere")]
    [InlineData("plays//one")]
    public void Volumes_outside_are_refused(string volumes)
    {
        var fault = Assert.Throws<DistributedApplicationException>(
            () => TestApplication.In(_directory, $"--Arena:Volumes={volumes}").Application.Services.GetRequiredService<StateDirectory>());
        Assert.Contains(volumes, fault.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Data_whose_making_was_cut_short_is_made_anew()
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(_directory, ".arena", "volumes", "pg.new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(unfinished, "PG_VERSION"), "15\n");
        await using var test = TestApplication.In(_directory);
        var database = AddDatabase(test);
        await test.StartAndWaitAsync();
        Assert.Equal(1, await ExecuteAsync(database, "select 1"));
        Assert.False(Directory.Exists(unfinished));
    }

    [PostgresFact]
    public async Task Ephemeral_data_is_gone_at_the_end()
    {
        await using (var test = TestApplication.In(_directory, "--ephemeral"))
        {
            AddDatabase(test);
            await test.StartAndWaitAsync();
            Assert.False(Directory.Exists(Path.Combine(_directory, ".arena", "volumes")));
        }

        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_directory, ".arena"), "run-*"));
    }

    [PostgresFact]
    public async Task Killed_server_recovers_on_the_same_port()
    {
        await using var test = TestApplication.In(_directory);
        var database = AddDatabase(test);
        await test.StartAndWaitAsync();
        await ExecuteAsync(database, "create table t (x int); insert into t values (7)");
        Libc.Kill(test.ProcessIdOf("pg")!.Value, UnixSignal.Kill);
        await test.Notifications.WaitForResourceAsync("pg", e => e.Snapshot.IsHealthyAndReady && e.Snapshot[KnownProperties.Restarts] is 1, test.Limit);
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(7, await ExecuteAsync(database, "select x from t"));
    }

    [PostgresFact]
    public async Task Server_never_runs_as_root()
    {
        await using var test = TestApplication.In(_directory);
        AddDatabase(test);
        await test.StartAndWaitAsync();
        var status = await File.ReadAllLinesAsync($"/proc/{test.ProcessIdOf("pg")}/status");
        Assert.DoesNotContain(status.Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t').Skip(1), id => id == "0");
    }

    [PostgresFact]
    public async Task Configured_server_is_used_and_none_is_started()
    {
        await using var owner = TestApplication.In(_directory);
        var theirs = AddDatabase(owner);
        await owner.StartAndWaitAsync();
        var connectionString = await ((IResourceWithConnectionString)theirs).GetConnectionStringAsync();

        await using var test = new TestApplication($"--ConnectionStrings:db={connectionString}");
        var service = test.AddService("service");
        service.WithReference(test.Builder.CreateResourceBuilder(AddDatabase(test)));
        await test.StartAndWaitAsync();
        Assert.Null(test.ProcessIdOf("pg"));
        using var client = new HttpClient();
        Assert.Equal(connectionString, await client.GetStringAsync($"{service.GetEndpoint("http").Url}/env?name=ConnectionStrings__db", test.Limit));
    }

    [PostgresFact]
    public async Task Data_that_the_servers_user_cannot_reach_lies_elsewhere_and_it_is_said()
    {
        if (UnixUser.ForServices is null || OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string elsewhere;
        await using (var test = TestApplication.In(_directory))
        {
            AddDatabase(test);
            await test.StartAndWaitAsync();
            Assert.Contains(test.Output, l => l.Contains("cannot reach"));
            elsewhere = test.Application.Services.GetRequiredService<StateDirectory>().ServiceRoot;
        }

        Assert.True(File.Exists(Path.Combine(elsewhere, "volumes", "pg", "PG_VERSION")));
        Directory.Delete(elsewhere, recursive: true);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static PostgresDatabaseResource AddDatabase(TestApplication test) =>
        test.Builder.AddPostgres("pg").WithDataVolume().AddDatabase("db").Resource;

    private static async Task<object?> ExecuteAsync(PostgresDatabaseResource database, string sql)
    {
        await using var source = NpgsqlDataSource.Create((await ((IResourceWithConnectionString)database).GetConnectionStringAsync())!);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
