using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresProtectionKeys(NpgsqlDataSource durable) : IProtectionKeyStore
{
    public async Task<bool> TryAddAsync(string document, TimeSpan apart, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var alone = new NpgsqlCommand("lock table protection_keys in exclusive mode", connection))
            await alone.ExecuteNonQueryAsync(cancellationToken);
        await using var add = new NpgsqlCommand(
            """
            insert into protection_keys (document, added_at) select $1, clock_timestamp()
            where not exists (select from protection_keys where added_at + $2 > clock_timestamp())
            """, connection);
        add.Parameters.Add(new() { Value = document });
        add.Parameters.Add(new() { Value = apart });
        var isAdded = await add.ExecuteNonQueryAsync(cancellationToken) == 1;
        await transaction.CommitAsync(cancellationToken);
        return isAdded;
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("select document from protection_keys order by number");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var documents = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            documents.Add(reader.GetString(0));
        return documents;
    }
}
