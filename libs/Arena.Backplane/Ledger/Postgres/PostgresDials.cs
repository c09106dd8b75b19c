using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresDials(NpgsqlDataSource durable) : IDialStore
{
    private const string Columns = "number, dial_values, at, who, why, trace_id";

    public async Task<DialEntry> AppendAsync(NewDialEpoch dials, long current, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Changes are few, and come one after another; whoever reads does not wait for them.
        await using (var alone = new NpgsqlCommand("lock table dial_epochs in exclusive mode", connection))
            await alone.ExecuteNonQueryAsync(cancellationToken);
        var newest = await NewestAsync(connection, cancellationToken);
        if (newest != current)
            throw new StaleDialsException(newest, current);

        var entry = await InsertAsync(connection, dials, current + 1, by, cancellationToken);
        await PostgresNews.TellAsync(connection, LedgerNews.Dials, cancellationToken);
        foreach (var change in AuditChange.OfDials(dials))
            await PostgresAudit.AppendAsync(connection, by, change, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    public async Task<IReadOnlyList<DialEntry>> HistoryAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            $"select {Columns} from dial_epochs where $1::bigint is null or number < $1 order by number desc limit $2");
        command.Parameters.Add(NullableValue.Of(before, NpgsqlDbType.Bigint));
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<long> NewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(number), 0) from dial_epochs", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<DialEntry> InsertAsync(
        NpgsqlConnection connection, NewDialEpoch dials, long number, Requester by, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            $"insert into dial_epochs ({Columns}) values ($1, $2, clock_timestamp(), $3, $4, $5) returning {Columns}", connection);
        insert.Parameters.Add(new() { Value = number });
        insert.Parameters.Add(new() { Value = dials.After.ToJson() });
        insert.Parameters.Add(new() { Value = by.Who });
        insert.Parameters.Add(NullableValue.Of(by.Why, NpgsqlDbType.Text));
        insert.Parameters.Add(NullableValue.Of(by.TraceId, NpgsqlDbType.Text));
        return (await ReadAsync(insert, cancellationToken)).Single();
    }

    private static async Task<IReadOnlyList<DialEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var epochs = new List<DialEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var by = new Requester(
                reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5));
            epochs.Add(new DialEntry(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), by));
        }

        return epochs;
    }
}
