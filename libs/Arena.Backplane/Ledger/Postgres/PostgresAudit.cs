using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresAudit(NpgsqlDataSource durable) : IAuditTrail
{
    private const string Columns = "sequence, at, who, tenant, what, subject, before, after, why, trace_id, hash";

    /// <summary>
    /// In the connection's transaction, which makes the change. It holds the trail's end until it commits: this comes last in it, so that
    /// nobody waits for long, and after the ledger's head, so that no two wait for one another.
    /// </summary>
    public static async Task<AuditRecord> AppendAsync(
        NpgsqlConnection connection, Requester by, AuditChange change, CancellationToken cancellationToken)
    {
        var (sequence, before, at) = await TakeEndAsync(connection, cancellationToken);
        var hash = ResultChain.Next(before, AuditChain.Digest(sequence, at, by, change));
        await using var append = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"insert into audit_trail ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
                {
                    Parameters =
                    {
                        new() { Value = sequence },
                        new() { Value = at },
                        new() { Value = by.Who },
                        new() { Value = change.Tenant },
                        new() { Value = change.What },
                        new() { Value = change.Subject },
                        NullableValue.Of(change.Before, NpgsqlDbType.Text),
                        NullableValue.Of(change.After, NpgsqlDbType.Text),
                        NullableValue.Of(by.Why, NpgsqlDbType.Text),
                        NullableValue.Of(by.TraceId, NpgsqlDbType.Text),
                        new() { Value = hash },
                    },
                },
                new("update audit_head set sequence = $1, hash = $2")
                {
                    Parameters = { new() { Value = sequence }, new() { Value = hash } },
                },
            },
        };
        await append.ExecuteNonQueryAsync(cancellationToken);
        return new AuditRecord(sequence, at, by, change, hash);
    }

    public async Task<AuditRecord> AppendAsync(Requester by, AuditChange change, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var record = await AppendAsync(connection, by, change, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return record;
    }

    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"""
            select {Columns} from audit_trail
            where ($2::bigint is null or sequence < $2) and ($3::text is null or subject = $3) and ($4::text is null or tenant = $4)
            order by sequence desc limit $1
            """);
        command.Parameters.Add(new() { Value = query.Limit });
        command.Parameters.Add(NullableValue.Of(query.Before, NpgsqlDbType.Bigint));
        command.Parameters.Add(NullableValue.Of(query.Subject, NpgsqlDbType.Text));
        command.Parameters.Add(NullableValue.Of(query.Tenant, NpgsqlDbType.Text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var records = new List<AuditRecord>();
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(TryRead(reader) ?? throw new InvalidDataException(
                $"Entry {reader.GetInt64(0)} of the audit trail cannot be read: somebody altered it."));
        }

        return records;
    }

    public async Task<AuditHead?> HeadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        return await ReadHeadAsync(connection, cancellationToken);
    }

    public static async Task<AuditHead?> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select sequence, hash from audit_head", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new AuditHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The whole trail, with every digest made anew.</summary>
    public static async IAsyncEnumerable<AuditLink> ReadLinksAsync(
        NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from audit_trail order by sequence", connection)
        {
            CommandTimeout = 0, // the whole trail
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return TryRead(reader) is { } record
                ? new AuditLink(record.Sequence, AuditChain.Digest(record.Sequence, record.At, record.By, record.Change), record.Hash)
                : new AuditLink(reader.GetInt64(0), Digest: null, Hash: []);
        }
    }

    private static async Task<(long Sequence, byte[] Before, DateTimeOffset At)> TakeEndAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand("select sequence, hash, clock_timestamp() from audit_head for update", connection);
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidDataException("The ledger does not say where its audit trail ends: somebody removed that.");
        return (reader.GetInt64(0) + 1, reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateTimeOffset>(2));
    }

    // Null when somebody altered the row, and it is no entry any more.
    private static AuditRecord? TryRead(NpgsqlDataReader reader)
    {
        try
        {
            return new AuditRecord(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1),
                new Requester(reader.GetString(2), Text(reader, 8), Text(reader, 9)),
                new AuditChange(reader.GetString(4), reader.GetString(5), Text(reader, 6), Text(reader, 7))
                {
                    Tenant = reader.GetString(3),
                },
                reader.GetFieldValue<byte[]>(10));
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            return null;
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
