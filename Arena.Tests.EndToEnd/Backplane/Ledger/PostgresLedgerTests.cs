using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Postgres;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.EndToEnd.Stores;
using Npgsql;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

public sealed class PostgresLedgerTests(PostgresServer server) : LedgerContract, IClassFixture<PostgresServer>, IAsyncLifetime
{
    private readonly List<NpgsqlDataSource> _pools = [];

    public ValueTask InitializeAsync()
    {
        Requires.Postgres();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools)
            await pool.DisposeAsync();
    }

    [Fact]
    public async Task Open_by_several_at_once_applies_each_migration_once()
    {
        await Task.WhenAll(OpenAsync(), OpenAsync(), OpenAsync());
        Assert.Equal(true, await QueryAsync("select count(*) > 0 and count(*) = count(distinct name) from schema_migrations"));
    }

    [Fact]
    public async Task Results_outlive_the_ledger_that_wrote_them()
    {
        var league = await RecordOneAsync(await OpenAsync());
        var again = await ReadAsync(await OpenAsync(), league);
        Assert.Equal(1, again.Single().Result.Scores[0]);
    }

    [Fact]
    public async Task Row_that_was_altered_is_found_by_the_audit()
    {
        var ledger = await OpenAsync();
        var league = await RecordOneAsync(ledger);
        var sequence = (await ReadAsync(ledger, league)).Single().Sequence;
        await QueryAsync($"update results set scores = '{{0,1}}' where sequence = {sequence}");
        var audit = await LedgerAudit.RunAsync(ledger, default);
        await QueryAsync($"update results set scores = '{{1,0}}' where sequence = {sequence}");

        Assert.Equal($"the hash at sequence {sequence} does not follow from the results up to it", audit.Fault);
        Assert.Null((await LedgerAudit.RunAsync(ledger, default)).Fault);
    }

    protected override async Task<ILedger> OpenAsync()
    {
        var settings = PostgresPools.Of(server.ConnectionString);
        var ledger = new PostgresLedger(Pool(settings.Durable), Pool(settings.Relaxed));
        await ledger.OpenAsync(default);
        return ledger;
    }

    private NpgsqlDataSource Pool(string connectionString)
    {
        var pool = NpgsqlDataSource.Create(connectionString);
        _pools.Add(pool);
        return pool;
    }

    private async Task<string> RecordOneAsync(ILedger ledger)
    {
        var league = await CreateAsync(ledger, "one", matches: 1);
        var task = (await ledger.ClaimAsync(league.Id, "s", 1, [], default)).Single();
        await ledger.RecordAsync([Result(league, task)], default);
        return league.Id;
    }

    private async Task<object?> QueryAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
