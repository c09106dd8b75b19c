using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Postgres;
using Arena.Tests.Backplane.Ledger;
using Npgsql;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresLeagueStoreTests(PostgresLedgers ledgers) : LeagueStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresTaskStoreTests(PostgresLedgers ledgers) : TaskStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresResultStoreTests(PostgresLedgers ledgers) : ResultStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresChainTests(PostgresLedgers ledgers) : ChainContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresAuditTrailTests(PostgresLedgers ledgers) : AuditTrailContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresCheckpointStoreTests(PostgresLedgers ledgers) : CheckpointStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresRecheckStoreTests(PostgresLedgers ledgers) : RecheckStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresRatingStoreTests(PostgresLedgers ledgers) : RatingStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresOutboxTests(PostgresLedgers ledgers) : OutboxContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresReplicaStoreTests(PostgresLedgers ledgers) : ReplicaStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresSessionStoreTests(PostgresLedgers ledgers) : SessionStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresIdempotencyStoreTests(PostgresLedgers ledgers) : IdempotencyStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresQuotaTests(PostgresLedgers ledgers) : QuotaContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresModelStoreTests(PostgresLedgers ledgers) : ModelStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresFlagStoreTests(PostgresLedgers ledgers) : FlagStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresDialStoreTests(PostgresLedgers ledgers) : DialStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresProtectionKeyStoreTests(PostgresLedgers ledgers) : ProtectionKeyStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresKeyStoreTests(PostgresLedgers ledgers) : KeyStoreContract(ledgers)
{
    [Fact]
    public async Task Of_many_who_try_at_once_one_adds_the_first_key()
    {
        var ledger = await ledgers.OpenAsync(await ledgers.CreateDatabaseAsync());
        var tries = Enumerable.Range(0, 8).Select(i => ledger.Keys.TryAddFirstAsync(
            new KeyEntry($"k{i}", ITenantStore.Default, "admin", "", [], new byte[32], DateTimeOffset.UnixEpoch),
            LedgerSteps.Requester, None));
        Assert.Single(await Task.WhenAll(tries), added => added);
    }
}

/// <summary>What only a store that outlives its process can promise.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class PostgresLedgerTests(PostgresLedgers ledgers) : LedgerContract(ledgers)
{
    [Fact]
    public async Task Results_outlive_the_ledger_that_wrote_them()
    {
        var league = await RecordOneAsync(await OpenAsync());
        var again = await ReadAsync(await OpenAsync(), league);
        Assert.Equal("node-1", again.Single().Result.Node);
    }

    [Fact]
    public async Task Results_wait_while_the_ledger_does_not_say_where_its_chain_ends()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        var league = await CreateAsync(ledger, "one", matches: 1);
        var result = Result(league, (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1)).Single());
        await PostgresLedgers.QueryAsync(database, "create table kept as select * from ledger_head; delete from ledger_head");
        await Assert.ThrowsAsync<PostgresException>(() => ledger.Results.RecordAsync([result], None));
        Assert.Equal(1L, await PostgresLedgers.QueryAsync(database, "select count(*) from tasks where session = 's'"));
        await PostgresLedgers.QueryAsync(database, "insert into ledger_head select * from kept");
        Assert.Equal([RecordOutcome.Recorded], await ledger.Results.RecordAsync([result], None));
        Assert.Single(await ReadAsync(ledger, league.Id));
    }

    [Fact]
    public async Task Row_that_is_no_result_any_more_is_said_to_be_none()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        var league = await RecordOneAsync(ledger);
        string[][] alterations =
        [
            ["verdicts = '{}'", "it has 2 scores and 0 verdicts."],
            ["verdicts = '{0,7}'", "its verdict 7 is none."],
            ["verdicts = '{0,256}'", "Arithmetic operation resulted in an overflow."],
            ["scores = '{1}', verdicts = '{0}'", "it is not what its task would have."],
            ["match_index = 7", "it is not what its task would have."],
            ["reason = ''", "its reason is empty."],
            ["scores = '{1,null}'", ""],
            ["scores = '{{1,0}}'", ""],
            ["recorded_at = '20000-01-01'", ""],
        ];
        await PostgresLedgers.QueryAsync(database, "create table kept as select * from results");
        foreach (var alteration in alterations)
        {
            await PostgresLedgers.QueryAsync(database, $"update results set {alteration[0]}");
            var read = Assert.Single(await ReadAsync(ledger, league));
            Assert.StartsWith($"Result 1 of the ledger cannot be read: {alteration[1]}", read.Fault, StringComparison.Ordinal);
            Assert.Equal(read.Fault, Assert.Throws<InvalidDataException>(() => read.Result).Message);
            var told = (await ledger.Outbox.ReadAsync(0, 9, None)).Single(e => e.Result is not null);
            Assert.Equal(read.Fault, told.Result!.Fault);
            if (!alteration[0].StartsWith("match_index", StringComparison.Ordinal))
            {
                var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ledger.Results.FindAsync(league, 0, None));
                Assert.Equal(read.Fault, refused.Message);
            }

            await PostgresLedgers.QueryAsync(database, "delete from results; insert into results select * from kept");
        }

        Assert.Null(Assert.Single(await ReadAsync(ledger, league)).Fault);
        await PostgresLedgers.QueryAsync(database, "delete from results");
        Assert.Equal(
            "Result 1 of the ledger cannot be read: it is not there.",
            (await ledger.Outbox.ReadAsync(0, 9, None)).Single(e => e.Result is not null).Result!.Fault);
    }

    [Theory]
    [InlineData("move_times = '\\x80'", "the list of times ends within a time.")]
    [InlineData("move_times = null", "")]
    [InlineData("agent_hashes = null", "")]
    [InlineData("epoch = null", "")]
    [InlineData("seal = null", "")]
    [InlineData("evaluations = '\\x80'", "")]
    public async Task Row_with_broken_evidence_is_a_result_until_somebody_asks_for_the_evidence(string alteration, string why)
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        var league = await RecordOneAsync(ledger);
        await PostgresLedgers.QueryAsync(database, $"update results set {alteration}");
        Assert.Equal("node-1", Assert.Single(await ReadAsync(ledger, league)).Result.Node);
        Assert.Equal("node-1", (await ledger.Outbox.ReadAsync(0, 9, None)).Single(e => e.Result is not null).Result!.Result.Node);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ledger.Results.FindAsync(league, 0, None));
        Assert.StartsWith($"Result 1 of the ledger cannot be read: {why}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_whose_row_the_table_does_not_take_spoils_nobody_elses()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        var league = await CreateAsync(ledger, "a", matches: 3);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 3);
        var results = tasks.Select(t => Result(league, t)).ToArray();
        await PostgresLedgers.QueryAsync(database, "alter table results add check (match_index <> 1)");
        Assert.Equal(
            [RecordOutcome.Recorded, RecordOutcome.Refused, RecordOutcome.Recorded], await ledger.Results.RecordAsync(results, None));
        Assert.Equal([0, 2], (await ReadAsync(ledger, league.Id)).Select(r => r.Result.Index));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Results_are_on_the_disk_when_their_recording_returns()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        var league = await CreateAsync(ledger, "a", matches: 5);
        foreach (var task in await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 5))
        {
            await ledger.Results.RecordAsync([Result(league, task)], None);
            var behind = await PostgresLedgers.QueryAsync(
                database, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn())::bigint");
            Assert.InRange((long)behind!, 0, 999); // a result is more; what else the server writes of itself may be less
        }
    }

    [Fact]
    public async Task Events_are_read_without_reading_all_tasks_that_there_are()
    {
        const int tasks = 20_000;
        var database = await ledgers.CreateDatabaseAsync();
        var pools = PostgresPools.Of(database);
        await using (var durable = NpgsqlDataSource.Create(pools.Durable))
        await using (var relaxed = NpgsqlDataSource.Create(pools.Relaxed))
        {
            var ledger = new PostgresLedger(durable, relaxed);
            await ledger.OpenAsync(None);
            var league = await RecordOneAsync(ledger);
            await PostgresLedgers.QueryAsync(database, $"""
                insert into tasks (league_id, match_index, seats, seed)
                    select '{league}', i, array[0, 1], i from generate_series(1, {tasks}) i;
                insert into outbox (kind, league_id, sequence) select 2, '{league}', 1 from generate_series(1, 3000);
                analyze;
                """);
            for (var times = 0; times < 8; times++)
                Assert.Equal(1_000, (await ledger.Outbox.ReadAsync(0, 1_000, None)).Count);
        }

        // A connection tells what it has read when it ends.
        while ((long)(await PostgresLedgers.QueryAsync(database, """
            select count(*) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            """))! > 0)
        {
            await Task.Yield();
        }

        var read = await PostgresLedgers.QueryAsync(database, "select seq_tup_read from pg_stat_user_tables where relname = 'tasks'");
        Assert.InRange((long)read!, 0, tasks - 1);
    }

    private async Task<string> RecordOneAsync(ILedger ledger)
    {
        var league = await CreateAsync(ledger, "one", matches: 1);
        var task = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1)).Single();
        var bare = Result(league, task);
        var match = bare.Match with { MoveTimes = [1, 2], AgentHashes = [new byte[32], new byte[32]], Seal = new byte[32] };
        await ledger.Results.RecordAsync([bare with { Match = match }], None);
        return league.Id;
    }
}
