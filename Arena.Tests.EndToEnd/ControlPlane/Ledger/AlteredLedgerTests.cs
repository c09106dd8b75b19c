using Arena.Backplane.Ledger;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Node.Work;
using Arena.Tests.EndToEnd.Backplane.Ledger;
using Arena.Tests.EndToEnd.Grpc;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.ControlPlane.Ledger;

/// <summary>A running system whose ledger somebody with the rights of the database's owner rewrites.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class AlteredLedgerTests(PostgresLedgers ledgers) : IDisposable
{
    private const int Matches = 40;

    private const string League = """
        { "name": "l", "game": "tic_tac_toe", "repetitions": 20, "agents": ["random", "greedy"] }
        """;

    // All of the last result, and whatever says that it was there.
    private const string WindBack = """
        set session_replication_role = replica;
        create table removed as select * from results where sequence = 40;
        delete from results where sequence = 40;
        update tasks set state = 'withdrawn' where id not in (select task_id from results);
        update leagues set completed_at = null, stopped_at = now(), played = 39;
        update ledger_head set sequence = 39, hash = (select hash from results where sequence = 39)
        """;

    private readonly string _heads = Directory.CreateTempSubdirectory("arena-test-").FullName;

    public void Dispose() => Directory.Delete(_heads, recursive: true);

    [Fact]
    public async Task Nodes_say_that_a_ledger_which_was_wound_back_is_not_the_one_they_have_heard_of()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using (var controlPlane = await ControlPlaneAsync(database))
        await using (var node = await NodeAsync(controlPlane))
        {
            using var client = new ArenaClient(controlPlane.Address);
            await PlayAsync(client);
            var heard = node.Services.GetRequiredService<HeardHead>();
            await Eventually.IsTrueAsync(() => heard.Last?.Results == Matches, "the node has heard of all results");
            Assert.True((await client.AuditLedgerAsync()).Valid);

            await PostgresLedgers.QueryAsync(database, WindBack);
            await Eventually.IsTrueAsync(() => heard.Fault.Length > 0, "the node has noticed");
            Assert.Equal(Matches, heard.Last!.Results);
            foreach (var log in new[] { node.Log, controlPlane.Log })
            {
                Assert.Contains(
                    log.Of(LogLevel.Error),
                    line => line.Contains("the chain does not extend the one of 40 results", StringComparison.Ordinal));
            }

            var audit = await client.AuditLedgerAsync();
            Assert.Contains("that node 'n' knows is none of this chain", audit.Faults[0], StringComparison.Ordinal);
        }

        // Everybody is started again; only the node's file knows.
        await using var later = await ControlPlaneAsync(database);
        await using var again = await NodeAsync(later);
        await Eventually.IsTrueAsync(
            () => again.Services.GetRequiredService<HeardHead>().Fault.Length > 0, "the node remembers");
    }

    // Without it, the new id would make the nodes forget the head that they have heard.
    [Fact]
    public async Task Nodes_tell_a_ledger_with_another_id_until_it_is_put_back()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using var controlPlane = await ControlPlaneAsync(database);
        await using var node = await NodeAsync(controlPlane);
        using var client = new ArenaClient(controlPlane.Address);
        await PlayAsync(client);
        var heard = node.Services.GetRequiredService<HeardHead>();
        await Eventually.IsTrueAsync(() => heard.Last?.Results == Matches, "the node has heard of all results");

        await PostgresLedgers.QueryAsync(database, "create table kept as select * from ledger_head");
        await PostgresLedgers.QueryAsync(database, WindBack + ", id = gen_random_uuid()");

        // Somebody who looks while that is written may see the old id and the new chain first.
        await Eventually.IsTrueAsync(() => heard.Fault.StartsWith("it is the ledger ", StringComparison.Ordinal), "the node has noticed");
        Assert.Equal(Matches, heard.Last!.Results);
        var audit = await client.AuditLedgerAsync();
        Assert.Contains("that node 'n' knows is none of this chain", audit.Faults[0], StringComparison.Ordinal);

        await PostgresLedgers.QueryAsync(database, "update ledger_head set id = kept.id from kept");
        await Eventually.IsTrueAsync(
            () => heard.Fault.StartsWith("the chain does not extend", StringComparison.Ordinal), "the node sees the chain alone");
        await PostgresLedgers.QueryAsync(
            database, "update ledger_head h set sequence = k.sequence, leagues = k.leagues, hash = k.hash from kept k; "
            + "insert into results select * from removed");
        await Eventually.IsTrueAsync(() => heard.Fault.Length == 0, "the node sees that it was put back");
        Assert.Equal(Matches, heard.Last!.Results);
    }

    [Fact]
    public async Task Forged_league_stays_outside_of_the_chain_when_everything_is_started_again()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using (var controlPlane = await ControlPlaneAsync(database))
        await using (await NodeAsync(controlPlane))
        {
            using var first = new ArenaClient(controlPlane.Address);
            await PlayAsync(first);
            await PostgresLedgers.QueryAsync(database, """
                create table forged as select * from leagues;
                update forged set id = 'forged', chain_number = null, chain_after = null, chain_hash = null, completed_at = null,
                    stopped_at = now(), played = 0;
                insert into leagues select * from forged
                """);
        }

        await using var later = await ControlPlaneAsync(database);
        using var client = new ArenaClient(later.Address);
        Assert.Equal("league 'forged' is not in the chain", Assert.Single((await client.AuditLedgerAsync()).Faults));
    }

    [Fact]
    public async Task Head_that_was_written_down_is_looked_for()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using var controlPlane = await ControlPlaneAsync(database);
        using var client = new ArenaClient(controlPlane.Address);
        var ledger = await ledgers.OpenAsync(database);
        var empty = (await ledger.Chain.HeadAsync(default))!;
        await using (await NodeAsync(controlPlane))
            await PlayAsync(client);
        var whole = await client.AuditLedgerAsync();

        Assert.True((await AuditAsync(client, whole.Head, Matches)).Valid);
        Assert.True((await AuditAsync(client, whole.Head, results: null)).Valid);
        Assert.True((await AuditAsync(client, ByteString.CopyFrom(empty.Hash), 0)).Valid);
        Assert.Equal(
            $"the head {Convert.ToHexStringLower(whole.Head.Span)} that whoever asks knows is of 40 results, not of 39",
            (await AuditAsync(client, whole.Head, Matches - 1)).Fault);
        var other = ByteString.CopyFrom([.. Enumerable.Repeat((byte)1, 32)]);
        Assert.Contains("is none of this chain", (await AuditAsync(client, other, results: null)).Fault, StringComparison.Ordinal);
    }

    private static async Task<VerifyLedgerResponse> AuditAsync(ArenaClient client, ByteString head, long? results)
    {
        var request = new VerifyLedgerRequest { Head = head };
        if (results is { } count)
            request.Results = count;
        return await client.AuditLedgerAsync(request);
    }

    private static async Task PlayAsync(ArenaClient client)
    {
        await client.StartLeagueAsync(new StartLeagueRequest { Document = League, Id = "l" }, TimeSpan.FromSeconds(10));
        await foreach (var standings in client.WatchLeagueAsync("l", TimeSpan.FromSeconds(10), ServiceHost.Limit()))
        {
            if (standings.League.Played == Matches)
                break;
        }
    }

    private static Task<ServiceHost> ControlPlaneAsync(string database) => ServiceHost.ControlPlaneAsync(
        port: 0, tls: null, ("ConnectionStrings:arenadb", database), ("Work:HeartbeatInterval", "00:00:00.2"));

    private Task<ServiceHost> NodeAsync(ServiceHost controlPlane) =>
        ServiceHost.NodeAsync(controlPlane.Address, tls: null, ("Node:HeadFolder", _heads));
}
