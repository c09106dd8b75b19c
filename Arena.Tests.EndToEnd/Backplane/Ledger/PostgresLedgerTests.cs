using Arena.Backplane.Ledger;
using Arena.Tests.Backplane.Ledger;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresLeagueStoreTests(PostgresLedgers ledgers) : LeagueStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresTaskStoreTests(PostgresLedgers ledgers) : TaskStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresResultStoreTests(PostgresLedgers ledgers) : ResultStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresRecheckStoreTests(PostgresLedgers ledgers) : RecheckStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresRatingStoreTests(PostgresLedgers ledgers) : RatingStoreContract(ledgers);

[Collection(PostgresLedgers.Collection)]
public sealed class PostgresOutboxTests(PostgresLedgers ledgers) : OutboxContract(ledgers);

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
    public async Task Row_that_was_altered_is_found_by_the_audit()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        await RecordOneAsync(ledger);
        Assert.Null(await FaultOfAsync(ledger));
        string[] alterations =
        [
            "scores = '{0,1}'", "verdicts = '{1,0}'", "verdicts = '{}'", "node = 'another'", "duration_us = 1", "transcript = 'x'",
            "match_hash = 'x'", "reason = 'x'", "recorded_at = recorded_at + interval '1 microsecond'", "move_times = '\\x80'",
            "agent_hashes = 'x'", "epoch = 1", "seal = 'x'", "seal = null", "evaluations = '\\x80'",
        ];
        await PostgresLedgers.QueryAsync(database, "create table kept as select * from results");
        foreach (var alteration in alterations)
        {
            await PostgresLedgers.QueryAsync(database, $"update results set {alteration}");
            Assert.Equal("the hash at sequence 1 does not follow from the results up to it", await FaultOfAsync(ledger));
            await PostgresLedgers.QueryAsync(database, "delete from results; insert into results select * from kept");
        }

        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Row_that_is_no_result_any_more_is_said_to_be_none()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        var league = await RecordOneAsync(ledger);
        await PostgresLedgers.QueryAsync(database, "update results set move_times = '\\x80'");
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ledger.Results.FindAsync(league, 0, None));
        Assert.Equal("Result 1 of the ledger cannot be read: the list of times ends within a time.", refused.Message);
        await PostgresLedgers.QueryAsync(database, "update results set verdicts = '{}'");
        refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(ledger, league));
        Assert.Equal("Result 1 of the ledger cannot be read: it has 2 scores and 0 verdicts.", refused.Message);
    }

    private async Task<string> RecordOneAsync(ILedger ledger)
    {
        var league = await CreateAsync(ledger, "one", matches: 1);
        var task = (await ledger.Tasks.ClaimAsync(league.Id, "s", 1, [], None)).Single();
        var bare = Result(league, task);
        var match = bare.Match with { MoveTimes = [1, 2], AgentHashes = [new byte[32], new byte[32]], Seal = new byte[32] };
        await ledger.Results.RecordAsync([bare with { Match = match }], None);
        return league.Id;
    }
}
