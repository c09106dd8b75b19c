using Arena.Backplane.Ledger;
using Arena.Tests.Backplane.Ledger;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

/// <summary>Whatever somebody with the rights of the database's owner does to what was recorded, the audit says that it differs.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class PostgresTamperTests(PostgresLedgers ledgers) : LedgerContract(ledgers)
{
    private const string Rehash =
        "hash = sha256((select before.hash from results before where before.sequence = results.sequence - 1) || sha256('any'))";

    private static readonly string[] _tables = ["ledger_head", "leagues", "tasks", "results", "audit_trail", "audit_head"];

    // What is done, and words of what is said. League a is complete with results 1 to 4, b runs with 5 and 6 of its 3 matches, c was
    // stopped with 7 of 2.
    private static readonly (string Sql, string Told)[] _alterations =
    [
        ("delete from results where sequence = (select max(sequence) from results)", "the ledger's head is of 7 results, and the last one"),
        ("delete from results where sequence > 3", "and the last one that is there is 3"),
        ("delete from results", "the ledger's head is of 7 results, and the last one that is there is 0"),
        ("delete from results where sequence = 4", "sequence 4 is missing: the next is 5"),
        ("delete from results where sequence = 1", "sequence 1 is missing: the next is 2"),
        ($"update results set scores = '{{0,1}}', {Rehash} where sequence = 7", "the hash at sequence 7 does not follow"),
        ($"update results set {Rehash} where sequence = 7", "the hash at sequence 7 does not follow"),
        ("update results set covers_task = false where sequence = 2", "the hash at sequence 2 does not follow"),
        ("update leagues set document = replace(document, 'x', 'y') where id = 'a'", "the hash at league 'a' does not follow"),
        ("update leagues set document = '{}' where id = 'c'", "the hash at league 'c' does not follow"),
        ("update leagues set name = 'z' where id = 'b'", "the hash at league 'b' does not follow"),
        ("update leagues set game = 'nim' where id = 'b'", "the hash at league 'b' does not follow"),
        ("update leagues set seed = 7 where id = 'b'", "the hash at league 'b' does not follow"),
        ("update leagues set matches = 9 where id = 'b'", "the hash at league 'b' does not follow"),
        ("update leagues set created_at = created_at + interval '1 second' where id = 'b'", "the hash at league 'b' does not follow"),
        ("update leagues set id = 'z' where id = 'b'", "the hash at league 'z' does not follow"),
        ("update leagues set chain_hash = sha256('any') where id = 'c'", "the hash at league 'c' does not follow"),
        ("update leagues set chain_after = 0 where id = 'b'", "the hash at league 'b' does not follow"),
        ("update leagues set chain_number = null where id = 'b'", "league 2 is missing: the next is 3"),
        ("update leagues set chain_number = null, chain_after = null, chain_hash = null where id = 'c'", "league 'c' is not in the chain"),
        ("update leagues set chain_number = 12 - chain_number where chain_number > 1", "league 2 is missing"),
        ("delete from leagues where id = 'b'", "league 'b' has 2 results and is not in the ledger as a league"),
        ("update tasks set seats = '{1,0}' where id = (select task_id from results where sequence = 2)", "the hash at sequence 2 does not"),
        ("update tasks set seats = '[2:3]={0,1}' where id = (select task_id from results where sequence = 2)", "the hash at sequence 2"),
        ("update tasks set seed = 1 where id = (select task_id from results where sequence = 6)", "the hash at sequence 6 does not follow"),
        ("delete from tasks where id = (select task_id from results where sequence = 3)", "what is stored at sequence 3 is not what"),
        ("update tasks set state = 'completed' where state = 'pending'", "league 'b' has 2 results, and 3 of its tasks are completed"),
        ("update tasks set state = 'pending' where league_id = 'b'", "league 'b' has 2 results, and 0 of its tasks are completed"),
        ("update leagues set completed_at = now() where id = 'b'", "league 'b' is complete, and has 2 results of its 3 matches"),
        ("update leagues set played = 0 where id = 'c'", "league 'c' had 0 results when it was stopped, and has 1"),
        ("update leagues set forfeited = 1 where id = 'a'", "league 'a' had 1 forfeited matches when it ended, and has 0"),
        ("insert into tasks (league_id, match_index, seats, seed) values ('b', 9, '{0,1}', 1)", "league 'b' has 4 tasks for its 3 matches"),
        ("insert into results select 8, 99, league_id, 9, node, scores, verdicts, reason, moves, transcript, match_hash, duration_us, "
            + "recorded_at, hash from results where sequence = 7", "the last one that is there is 8"),
        ("update ledger_head set sequence = 6", "the ledger's head is of 6 results, and the last one that is there is 7"),
        ("update ledger_head set leagues = 2", "the ledger's head is of 2 leagues, and the last one that is there is 3"),
        ("update ledger_head set hash = sha256('any')", "and the ledger's head is "),
        ("delete from ledger_head", "the ledger does not say where its chain ends"),
        ("update audit_trail set who = 'mallory' where sequence = 2", "entry 2 of the audit trail does not follow"),
        ("update audit_trail set tenant = 'x' where sequence = 4", "entry 4 of the audit trail does not follow"),
        ("update audit_trail set what = 'x' where sequence = 1", "entry 1 of the audit trail does not follow"),
        ("update audit_trail set subject = 'league/b' where sequence = 1", "entry 1 of the audit trail does not follow"),
        ("update audit_trail set before = '' where sequence = 1", "entry 1 of the audit trail does not follow"),
        ("update audit_trail set after = null where sequence = 3", "entry 3 of the audit trail does not follow"),
        ("update audit_trail set why = null where sequence = 2", "entry 2 of the audit trail does not follow"),
        ("update audit_trail set trace_id = '' where sequence = 2", "entry 2 of the audit trail does not follow"),
        ("update audit_trail set at = at + interval '1 microsecond' where sequence = 2", "entry 2 of the audit trail does not follow"),
        ("update audit_trail set at = '20000-01-01' where sequence = 2", "what is stored as entry 2 of the audit trail is not what"),
        ("update audit_trail set hash = sha256('any') where sequence = 4", "entry 4 of the audit trail does not follow"),
        ("update audit_trail set sequence = 9 where sequence = 4", "entry 4 of the audit trail is missing: the next is 9"),
        ("delete from audit_trail where sequence = 2", "entry 2 of the audit trail is missing: the next is 3"),
        ("delete from audit_trail where sequence > 3", "the audit trail's head is of 4 entries, and the last one that is there is 3"),
        ("update audit_head set hash = sha256('any')", "the audit trail does not end with its head"),
        ("delete from audit_head", "the ledger does not say where its audit trail ends"),
        ("delete from results; delete from tasks; delete from leagues", "the ledger's head is of 7 results"),
    ];

    [Fact]
    public async Task Audit_says_what_differs_whatever_was_done()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        await FillAsync(ledger);
        Assert.Null(await FaultOfAsync(ledger));
        foreach (var table in _tables)
            await PostgresLedgers.QueryAsync(database, $"create table kept_{table} as select * from {table}");

        foreach (var (sql, told) in _alterations)
        {
            await ChangeAsync(database, sql);
            var faults = (await LedgerAudit.RunAsync(ledger.Chain, [], checkpoint: null, None)).Faults;
            Assert.True(faults.Any(fault => fault.Contains(told, StringComparison.Ordinal)), $"{sql}: {string.Join("; ", faults)}");
            await RestoreAsync(database);
        }

        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Ledger_that_was_wound_back_with_its_head_is_told_from_a_head_that_was_kept_outside()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        await FillAsync(ledger);
        var kept = (await ledger.Chain.HeadAsync(None))!;
        await ChangeAsync(database, """
            delete from results where sequence > 6; update tasks set state = 'withdrawn' where league_id = 'c';
            update leagues set played = 0 where id = 'c';
            update ledger_head set sequence = 6, hash = (select chain_hash from leagues where id = 'c')
            """);
        Assert.Null(await FaultOfAsync(ledger)); // nothing in the store differs from anything else in it
        Assert.False(await ledger.Chain.HasAsync(kept, None));
        var audit = await LedgerAudit.RunAsync(ledger.Chain, [new KnownHead("node 'n'", kept.Hash, kept.Results)], checkpoint: null, None);
        Assert.Contains("that node 'n' knows is none of this chain", Assert.Single(audit.Faults), StringComparison.Ordinal);
    }

    private async Task FillAsync(ILedger ledger)
    {
        var complete = await CreateAsync(ledger, "a", matches: 4, results: 4);
        await LedgerSteps.CompleteAsync(ledger, complete);
        await CreateAsync(ledger, "b", matches: 3, results: 2);
        var stopped = await CreateAsync(ledger, "c", matches: 2, results: 1);
        await ledger.Leagues.StopAsync(stopped, version: null, LedgerSteps.Requester, None);
    }

    private async Task<string> CreateAsync(ILedger ledger, string id, int matches, int results)
    {
        var league = await ledger.Leagues.CreateAsync(League(id, matches) with { Id = id }, LedgerSteps.Requester, None);
        var tasks = await LedgerSteps.ClaimAsync(ledger, id, "s", results);
        await ledger.Results.RecordAsync([.. tasks.Select(task => Result(league, task))], None);
        return id;
    }

    // As a superuser can, whatever refers to what.
    private static async Task ChangeAsync(string database, string sql) =>
        await PostgresLedgers.QueryAsync(database, $"set session_replication_role = replica; {sql}");

    private static Task RestoreAsync(string database) => ChangeAsync(database, string.Join(";", _tables.Select(table =>
        $"delete from {table}; insert into {table} overriding system value select * from kept_{table}")));
}
