using Arena.Backplane.Ledger;
using Arena.Core.Proofs;
using Arena.Tests.Backplane.Ledger;
using Npgsql;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

/// <summary>
/// Whoever may write every table alters a row and makes every hash after it anew, so that nothing in the database differs from anything
/// else in it. A checkpoint that was kept tells, whatever the row.
/// </summary>
[Collection(PostgresLedgers.Collection)]
public sealed class PostgresCheckpointTests(PostgresLedgers ledgers) : LedgerContract(ledgers)
{
    private const string Rewritten = "entries of the ledger are not those that the checkpoint was made of";

    private static readonly string[] _tables = ["ledger_head", "leagues", "tasks", "results", "audit_trail", "audit_head"];

    // Entries: league a, results 1 to 3, league b, results 4 and 5.
    private static readonly string[] _alterations =
    [
        .. Enumerable.Range(1, 5).Select(row => $"update results set scores = '{{0,1}}' where sequence = {row}"),
        "update results set node = 'x' where sequence = 2", "update results set verdicts = '{0,3}' where sequence = 2",
        "update results set reason = 'late' where sequence = 2", "update results set moves = 6 where sequence = 2",
        "update results set transcript = 'x' where sequence = 2", "update results set match_hash = sha256('x') where sequence = 2",
        "update results set duration_us = 1 where sequence = 2",
        "update results set recorded_at = recorded_at + interval '1 microsecond' where sequence = 2",
        "update results set epoch = 1, seal = sha256('x'), move_times = '', agent_hashes = '' where sequence = 2",
        "update results set covers_task = false where sequence = 2",
        "update tasks set seats = '{1,0}' where id = (select task_id from results where sequence = 2)",
        "update tasks set seed = 7 where id = (select task_id from results where sequence = 5)",
        "update leagues set name = 'z' where id = 'a'", "update leagues set document = '{}' where id = 'b'",
        "update leagues set seed = 7 where id = 'a'", "update leagues set matches = 9 where id = 'b'",
        "update leagues set game = 'nim' where id = 'a'", "update leagues set created_at = now() where id = 'b'",
        "update leagues set chain_after = 2 where id = 'b'",
        "update results set sequence = case sequence when 1 then 102 when 2 then 101 end where sequence < 3; "
            + "update results set sequence = sequence - 100 where sequence > 100",
        "update results set sequence = case sequence when 4 then 105 when 5 then 104 end where sequence > 3; "
            + "update results set sequence = sequence - 100 where sequence > 100",
    ];

    private static readonly string[] _removals =
    [
        .. Enumerable.Range(1, 5).Select(row =>
            $"delete from results where sequence = {row}; update results set sequence = sequence + 100 where sequence > {row}; "
            + "update results set sequence = sequence - 101 where sequence > 100; "
            + $"update leagues set chain_after = chain_after - 1 where chain_after >= {row}"),
        "delete from results where sequence > 3", "delete from results", "delete from leagues where id = 'b'",
        "delete from leagues; delete from results",
    ];

    private static readonly string[] _auditAlterations =
    [
        "update audit_trail set who = 'x' where sequence = 1", "update audit_trail set why = 'x' where sequence = 2",
        "update audit_trail set after = 'x' where sequence = 3", "update audit_trail set trace_id = null where sequence = 2",
        "delete from audit_trail where sequence = 3", "delete from audit_trail",
    ];

    [Fact]
    public async Task Any_row_that_was_altered_with_all_hashes_after_it_is_told_by_the_checkpoint_alone()
    {
        var (database, ledger, checkpoint) = await FillAsync();
        foreach (var sql in _alterations)
        {
            await RewriteAsync(ledger, database, sql);
            await AssertChainWholeAsync(ledger, sql);
            Assert.True((await FaultsAsync(ledger, checkpoint)).Any(fault => fault.Contains(Rewritten, StringComparison.Ordinal)), sql);
        }

        await RestoreAsync(database);
        Assert.Empty(await FaultsAsync(ledger, checkpoint));
    }

    [Fact]
    public async Task Rows_that_were_removed_with_all_that_says_so_are_told_by_the_checkpoint_alone()
    {
        var (database, ledger, checkpoint) = await FillAsync();
        foreach (var sql in _removals)
        {
            await RewriteAsync(ledger, database, sql);
            await AssertChainWholeAsync(ledger, sql);
            Assert.True(
                (await FaultsAsync(ledger, checkpoint)).Any(
                    fault => fault.Contains("leagues and results in all: the last ones were removed", StringComparison.Ordinal)),
                sql);
        }
    }

    [Fact]
    public async Task Audit_trail_that_was_rewritten_is_told_by_the_checkpoint_alone()
    {
        var (database, ledger, checkpoint) = await FillAsync();
        foreach (var sql in _auditAlterations)
        {
            await RewriteAsync(ledger, database, sql);
            Assert.Null(await FaultOfAsync(ledger));
            Assert.True((await FaultsAsync(ledger, checkpoint)).Any(
                fault => fault.Contains("of the audit trail", StringComparison.Ordinal)), sql);
        }
    }

    [Fact]
    public async Task Checkpoint_that_is_older_than_the_ledger_tells_of_what_was_before_it_and_of_nothing_after()
    {
        var (database, ledger, _) = await FillAsync();
        var older = await CheckpointOfAsync(ledger, size: 3);
        Assert.Empty(await FaultsAsync(ledger, older));
        await RewriteAsync(ledger, database, "update results set node = 'x' where sequence = 2");
        Assert.Contains(Rewritten, Assert.Single(await FaultsAsync(ledger, older)), StringComparison.Ordinal);
        await RewriteAsync(ledger, database, "update results set node = 'x' where sequence = 3");
        Assert.Empty(await FaultsAsync(ledger, older)); // it was the fourth entry
    }

    [Fact]
    public async Task Checkpoint_of_another_ledger_is_told()
    {
        var (_, ledger, checkpoint) = await FillAsync();
        var other = checkpoint with { Origin = "arena/other" };
        var fault = Assert.Single(await FaultsAsync(ledger, other));
        Assert.StartsWith("the checkpoint is of the ledger 'arena/other'", fault, StringComparison.Ordinal);
    }

    // Whatever else says that it was so (tasks, phases) is not looked at here.
    private static async Task AssertChainWholeAsync(ILedger ledger, string sql)
    {
        var faults = (await LedgerAudit.RunAsync(ledger.Chain, [], checkpoint: null, None)).Faults;
        Assert.True(faults.All(fault => fault.StartsWith("league '", StringComparison.Ordinal)), $"{sql}: {string.Join("; ", faults)}");
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(ILedger ledger, Checkpoint checkpoint) =>
        (await LedgerAudit.RunAsync(ledger.Chain, [], checkpoint, None)).Faults;

    private async Task<(string Database, ILedger Ledger, Checkpoint Checkpoint)> FillAsync()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        foreach (var (id, results) in new[] { ("a", 3), ("b", 2) })
        {
            var league = await ledger.Leagues.CreateAsync(League(id, 4) with { Id = id }, LedgerSteps.Requester, None);
            var tasks = await LedgerSteps.ClaimAsync(ledger, id, "s", results);
            await ledger.Results.RecordAsync([.. tasks.Select(task => Result(league, task))], None);
        }

        await ledger.Leagues.PauseAsync("b", version: null, LedgerSteps.Requester, None);
        foreach (var table in _tables)
            await PostgresLedgers.QueryAsync(database, $"create table kept_{table} as select * from {table}");
        return (database, ledger, await CheckpointOfAsync(ledger, size: 7));
    }

    private static async Task<Checkpoint> CheckpointOfAsync(ILedger ledger, long size)
    {
        var tree = new MerkleFrontier();
        await using var tail = await ledger.Chain.ReadAsync(0, size, None);
        var links = await tail.Links.ToListAsync(None);
        foreach (var link in links)
            tree.Append(MerkleHash.Leaf(link.Digest));
        return new Checkpoint(tail.Head!.Origin, size, tree.Root())
        {
            Chain = new ChainEnd(size, links[^1].Hash), Audit = new ChainEnd(tail.AuditHead!.Records, tail.AuditHead.Hash),
        };
    }

    // From what was there first: alters it, and makes every hash anew.
    private static async Task RewriteAsync(ILedger ledger, string database, string sql)
    {
        await RestoreAsync(database);
        await ChangeAsync(database, sql);
        await using var source = NpgsqlDataSource.Create(database);
        await using var reading = await ledger.Chain.ReadAsync(None);
        var (chain, audit) = (ResultChain.Genesis, ResultChain.Genesis);
        var (results, leagues, records) = (0L, 0L, 0L);
        foreach (var link in await reading.Links.ToListAsync(None))
        {
            chain = ResultChain.Next(chain, link.Digest!);
            var isResult = link is ResultLink;
            (results, leagues) = isResult ? (results + 1, leagues) : (results, leagues + 1);
            await ExecuteAsync(source, isResult
                ? $"update results set hash = $1 where sequence = {((ResultLink)link).Sequence}"
                : $"update leagues set chain_hash = $1, chain_number = {leagues} where id = '{((LeagueLink)link).Id}'", chain);
        }

        foreach (var link in await reading.AuditLinks.ToListAsync(None))
        {
            audit = ResultChain.Next(audit, link.Digest!);
            records = link.Sequence;
            await ExecuteAsync(source, $"update audit_trail set hash = $1 where sequence = {records}", audit);
        }

        await ExecuteAsync(source, $"update ledger_head set sequence = {results}, leagues = {leagues}, hash = $1", chain);
        await ExecuteAsync(source, $"update audit_head set sequence = {records}, hash = $1", audit);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, byte[] hash)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = hash });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ChangeAsync(string database, string sql) =>
        await PostgresLedgers.QueryAsync(database, $"set session_replication_role = replica; {sql}");

    private static Task RestoreAsync(string database) => ChangeAsync(database, string.Join(";", _tables.Select(table =>
        $"delete from {table}; insert into {table} overriding system value select * from kept_{table}")));
}
