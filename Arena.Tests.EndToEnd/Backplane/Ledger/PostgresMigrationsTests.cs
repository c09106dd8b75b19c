using System.Security.Cryptography;
using System.Text;
using Arena.Backplane.Ledger;
using Arena.Core.Matches;
using Arena.Core.Proofs;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresMigrationsTests(PostgresLedgers ledgers) : LedgerContract(ledgers)
{
    private const int Scripts = 5;

    // Everything that a script can make, with its place where that can be seen.
    private const string Catalog = """
        select string_agg(line, E'\n' order by line) from (
            select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default)
                from information_schema.columns where table_schema = 'public'
            union all select format('place %s.%s %s', table_name, column_name, ordinal_position)
                from information_schema.columns where table_schema = 'public'
            union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint where connamespace = 'public'::regnamespace
            union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
            union all select format('relation %s %s %s', relname, relkind, reloptions)
                from pg_class where relnamespace = 'public'::regnamespace
            union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
        ) as made (line)
        """;

    [Fact]
    public async Task Open_by_several_at_once_applies_each_script_once()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await Task.WhenAll(ledgers.OpenAsync(database), ledgers.OpenAsync(database), ledgers.OpenAsync(database));
        var first = await AppliedAsync(database);
        Assert.Contains("0001_ledger", first, StringComparison.Ordinal);
        await ledgers.OpenAsync(database);
        Assert.Equal(first, await AppliedAsync(database));
    }

    [Fact]
    public async Task Database_of_any_earlier_version_becomes_what_a_new_one_is()
    {
        var made = await ledgers.CreateDatabaseAsync();
        await ledgers.OpenAsync(made);
        var wanted = (string)(await PostgresLedgers.QueryAsync(made, Catalog))!;
        Assert.Contains("column rechecks.task_id", wanted, StringComparison.Ordinal);
        Assert.Contains("FUNCTION public.record_result", wanted, StringComparison.Ordinal);
        for (var scripts = 0; scripts <= Scripts; scripts++)
        {
            var database = await EarlierAsync(scripts);
            await ledgers.OpenAsync(database);
            Assert.Equal(wanted, (string)(await PostgresLedgers.QueryAsync(database, Catalog))!);
        }
    }

    [Fact]
    public async Task Ledger_of_the_version_before_keeps_what_it_has_and_goes_on()
    {
        var database = await EarlierAsync(Scripts);
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var bare = BareMatch.Of([1, 0]) with { Moves = 3, Transcript = [4, 5], Hash = [6] };
        var whole = bare with
        {
            Verdicts = [Verdict.Ok, Verdict.Crash], Reason = "late", MoveTimes = [0, 1], AgentHashes = [new byte[32], new byte[32]],
            Epoch = 3, Seal = [8], Evaluations = [2],
        };

        // A stranger may have sent its evaluations in more bytes than they need; they were hashed as they came.
        var asSent = EvidenceBytes.Of(whole)! with { Evaluations = [0x85, 0] };
        await PostgresLedgers.QueryAsync(database, $$"""
            insert into leagues (id, name, game, seed, document, matches, created_at) values ('old', 'old', 'ipd', -1, '{}', 4, now());
            insert into tasks (league_id, match_index, seats, seed) select 'old', i, '{0,1}', i from generate_series(0, 3) i;
            select record_result(1, 'old', 0, 'n', '{1,0}', '{0,0}', null, 3, '\x0405', '\x06', 42, '2026-01-02T03:04:05Z',
                '\x{{DigestOf(new NewResult(1, "old", 0, "n", bare, 42, at))}}', null, null, null, null, null);
            select record_result(2, 'old', 1, 'n', '{1,0}', '{0,3}', 'late', 3, '\x0405', '\x06', 42, '2026-01-02T03:04:05Z',
                '\x{{DigestOf(new NewResult(2, "old", 1, "n", whole, 42, at))}}',
                '\x0001', decode(repeat('00', 64), 'hex'), 3, '\x08', '\x05');
            select record_result(3, 'old', 2, 'n', '{1,0}', '{0,3}', 'late', 3, '\x0405', '\x06', 42, '2026-01-02T03:04:05Z',
                '\x{{DigestOf(new NewResult(3, "old", 2, "n", whole, 42, at), asSent)}}',
                '\x0001', decode(repeat('00', 64), 'hex'), 3, '\x08', '\x8500');
            insert into verifications (task_id, league_id, match_index, played_by, node, outcome, match_hash, recorded_at)
                values (1, 'old', 0, 'n', 'm', 1, '\x06', now());
            """);
        var ledger = await ledgers.OpenAsync(database);

        var league = (await ledger.Leagues.ListAsync(None)).Single();
        var results = await ReadAsync(ledger, "old");
        Assert.Equal([null, "late", "late"], results.Select(r => r.Result.Match.Reason));
        foreach (var index in new[] { 1, 2 })
        {
            var found = await ledger.Results.FindAsync("old", index, None);
            Assert.Equal(2, Assert.Single(found!.Result.Result.Match.Evaluations));
        }

        Assert.Equal("m", (await ledger.Rechecks.ListAsync("old", None)).Single().Node);
        Assert.Equal([1, 2, 3], (await ledger.Outbox.ReadAsync(0, 9, None)).Select(e => e.Result!.Sequence));
        var task = (await LedgerSteps.ClaimAsync(ledger, "old", "s", 9)).Single();
        Assert.Equal([RecordOutcome.Recorded], await ledger.Results.RecordAsync([Result(league, task)], None));
        Assert.NotNull((await LedgerSteps.CompleteAsync(ledger, "old")).CompletedAt);
        Assert.Equal(4, (await ReadAsync(ledger, "old"))[^1].Sequence);
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Function_is_made_again_when_its_text_has_changed()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await ledgers.OpenAsync(database);
        var wanted = await AppliedAsync(database);
        await PostgresLedgers.QueryAsync(database, """
            create or replace function flush_ledger() returns void language sql as 'select 1';
            update schema_migrations set sha256 = 'another' where name = 'flush_ledger';
            """);
        await ledgers.OpenAsync(database);
        Assert.Equal(wanted, await AppliedAsync(database));
        var text = (string)(await PostgresLedgers.QueryAsync(database, "select prosrc from pg_proc where proname = 'flush_ledger'"))!;
        Assert.Contains("synchronous_commit", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_with_a_migration_in_another_version_is_refused_as_it_is()
    {
        var database = await EarlierAsync(2);
        await PostgresLedgers.QueryAsync(database, "update schema_migrations set sha256 = 'another' where name = '0002_evidence'");
        var before = await PostgresLedgers.QueryAsync(database, Catalog);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ledgers.OpenAsync(database));
        Assert.StartsWith(
            "Migration 0002_evidence was applied to this database in another version (sha256 another, this program has ",
            refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await PostgresLedgers.QueryAsync(database, Catalog));
    }

    // As the version before made it: its scripts are kept beside this file.
    private async Task<string> EarlierAsync(int scripts)
    {
        var database = await ledgers.CreateDatabaseAsync();
        await PostgresLedgers.QueryAsync(database, """
            create table schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())
            """);
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Backplane", "Ledger", "Earlier"), "*.sql");
        Assert.Equal(Scripts, files.Length);
        foreach (var file in files.Order(StringComparer.Ordinal).Take(scripts))
        {
            var sql = await File.ReadAllTextAsync(file);
            await PostgresLedgers.QueryAsync(database, sql);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            await PostgresLedgers.QueryAsync(
                database, $"insert into schema_migrations (name, sha256) values ('{Path.GetFileNameWithoutExtension(file)}', '{hash}')");
        }

        return database;
    }

    private static string DigestOf(NewResult result) => DigestOf(result, EvidenceBytes.Of(result.Match));

    private static string DigestOf(NewResult result, ResultEvidence? evidence) =>
        Convert.ToHexStringLower(ResultChain.Digest(result, evidence));

    private static async Task<string> AppliedAsync(string database) =>
        (string)(await PostgresLedgers.QueryAsync(
            database, "select string_agg(name || ' ' || sha256, E'\\n' order by name) from schema_migrations"))!;
}
