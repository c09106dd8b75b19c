using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Postgres;
using Arena.ServiceDefaults.Guard;
using Npgsql;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

/// <summary>Somebody is paused in the midst of a transaction, in which it has locked what others want.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class PostgresPauseTests(PostgresLedgers ledgers)
{
    [Fact]
    public async Task Owner_that_is_paused_while_it_writes_keeps_its_successor_waiting_for_seconds_only_and_is_to_try_again()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        Assert.NotNull(await ledger.Replicas.TakeAsync("scope", "r", default));
        await using var pool = NpgsqlDataSource.Create(PostgresPools.Of(database).Durable);
        await using var connection = await pool.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select from scopes where name = 'scope' for share", connection);
        await command.ExecuteNonQueryAsync();

        // It has no lease, and its transaction has not ended.
        Assert.Equal("s", (await ledger.Replicas.TakeAsync("scope", "s", default))?.Replica);
        var late = await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync());
        Assert.True(Outage.Is(late), late.ToString());
    }
}
