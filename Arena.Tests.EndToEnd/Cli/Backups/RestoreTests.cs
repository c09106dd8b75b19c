using Arena.Client;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Backplane.Ledger;
using Arena.Tests.EndToEnd.Grpc;
using Arena.Tests.EndToEnd.Systems;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Cli.Backups;

/// <summary>The drill: a system is lost in the midst of a league, and another goes on from its backup.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class RestoreTests(PostgresLedgers ledgers) : IDisposable
{
    private const int Matches = 3000;

    private const string League = """
        { "name": "l", "game": "tic_tac_toe", "repetitions": 1500, "agents": ["random", "greedy"] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("arena-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task League_goes_on_from_a_backup_that_was_made_while_it_was_played_and_the_checkpoint_holds()
    {
        var (database, restored) = (await ledgers.CreateDatabaseAsync(), await ledgers.CreateDatabaseAsync());
        var (backup, checkpoint) = (Path.Combine(_folder, "arena.backup"), Path.Combine(_folder, "checkpoint.txt"));
        string saved;
        await using (var controlPlane = await ControlPlaneAsync(database))
        await using (await ServiceHost.NodeAsync(controlPlane.Address))
        {
            using var client = new ArenaClient(controlPlane.Address);
            await client.StartLeagueAsync(new StartLeagueRequest { Document = League, Id = "l" }, TimeSpan.FromSeconds(10));
            await PlayedAsync(client, 200);
            await RunAsync(0, "ledger", "checkpoint", "-o", checkpoint, "--endpoint", $"{controlPlane.Address}");
            saved = await RunAsync(0, "backup", backup, "--database", database);
            Assert.Contains("not empty", await RunAsync(1, "restore", backup, "--database", database), StringComparison.Ordinal);
        }

        var head = saved[(saved.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim();
        Assert.Matches("^[0-9]+ results of 1 league; head [0-9a-f]{64}$", head);
        Assert.Equal($"{backup}: {head}; the chain is whole\n", await RunAsync(0, "restore", backup, "--database", restored));
        await using var another = await ControlPlaneAsync(restored);
        var endpoint = $"{another.Address}";
        Assert.Contains(head.Split(' ')[^1], await RunAsync(0, "ledger", "verify", "--endpoint", endpoint), StringComparison.Ordinal);
        await using (await ServiceHost.NodeAsync(another.Address))
        {
            using var client = new ArenaClient(another.Address);
            await PlayedAsync(client, Matches);
        }

        var told = await RunAsync(0, "ledger", "verify", "--checkpoint", checkpoint, "--endpoint", endpoint);
        Assert.StartsWith($"{Matches} results of {Matches} matches in postgres; the chain is whole", told, StringComparison.Ordinal);
        Assert.Contains($"that {checkpoint} is of", told, StringComparison.Ordinal);
        await RunAsync(0, "ledger", "checkpoint", "-o", checkpoint, "--endpoint", endpoint); // it extends the one from before
    }

    [Fact]
    public async Task Backup_is_restored_into_a_system_that_runs_and_has_nothing_yet()
    {
        var (database, restored) = (await ledgers.CreateDatabaseAsync(), await ledgers.CreateDatabaseAsync());
        var backup = Path.Combine(_folder, "arena.backup");
        await using (var controlPlane = await ControlPlaneAsync(database))
        {
            using var client = new ArenaClient(controlPlane.Address);
            await client.StartLeagueAsync(new StartLeagueRequest { Document = League, Id = "l" }, TimeSpan.FromSeconds(10));
            await RunAsync(0, "backup", backup, "--database", database);
        }

        await using var running = await ControlPlaneAsync(restored);
        await using (await ServiceHost.NodeAsync(running.Address))
        {
            using var client = new ArenaClient(running.Address);
            await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true }); // so there is a key
            await RunAsync(0, "restore", backup, "--database", restored);
            await Eventually.IsTrueAsync(
                () => client.Leagues.List(new ListLeaguesRequest()).Leagues.Count == 1, "the league is there");
            await PlayedAsync(client, 100);
            await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
            Assert.DoesNotContain(running.Log.Of(LogLevel.Error), line => line.Contains("ledger", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_cannot_be_backed_up_or_restored_is_told_and_leaves_nothing()
    {
        var (file, empty) = (Path.Combine(_folder, "x"), await ledgers.CreateDatabaseAsync());
        Assert.Contains("there is no ledger in it", await RunAsync(1, "backup", file, "--database", empty), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Contains("wanted 'Host=", await RunAsync(2, "backup", file, "--database", "nonsense"), StringComparison.Ordinal);
        Assert.Contains("pg_dump: ", await RunAsync(1, "backup", file, "--database", $"{empty};Password=wrong;Username=nobody"),
            StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "no backup");
        Assert.Contains("x is there already", await RunAsync(1, "backup", file, "--database", empty), StringComparison.Ordinal);
        Assert.Contains("pg_restore: ", await RunAsync(1, "restore", file, "--database", empty), StringComparison.Ordinal);
        Assert.Contains("there is no such file", await RunAsync(1, "restore", $"{file}y", "--database", empty), StringComparison.Ordinal);
        Assert.Equal(0L, await PostgresLedgers.QueryAsync(empty, "select count(*) from pg_tables where schemaname = 'public'"));
    }

    private static async Task PlayedAsync(ArenaClient client, int matches)
    {
        await foreach (var standings in client.WatchLeagueAsync("l", TimeSpan.FromSeconds(20), ServiceHost.Limit()))
        {
            if (standings.League.Played >= matches)
                break;
        }
    }

    private static Task<ServiceHost> ControlPlaneAsync(string database) =>
        ServiceHost.ControlPlaneAsync(port: 0, tls: null, ("ConnectionStrings:arenadb", database));

    private static async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Output}{run.Errors}");
        return run.Output + run.Errors;
    }
}
