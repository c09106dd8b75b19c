using Arena.Core.Proofs;
using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresCheckpoints(NpgsqlDataSource durable) : ICheckpointStore
{
    private const string Columns = "number, size, note";

    public async Task<StoredCheckpoint?> LastAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"select {Columns} from checkpoints order by number desc limit 1");
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<StoredCheckpoint?> FindAsync(long size, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            $"select {Columns} from checkpoints where size = $1 order by number limit 1");
        command.Parameters.Add(new() { Value = size });
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<IReadOnlyList<StoredCheckpoint>> ListAsync(long before, int limit, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            $"select {Columns} from checkpoints where number < $1 order by number desc limit $2");
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var listed = new List<StoredCheckpoint>();
        while (await reader.ReadAsync(cancellationToken))
            listed.Add(Read(reader));
        return listed;
    }

    public async Task WantAsync(CancellationToken cancellationToken)
    {
        await using var tell = durable.CreateCommand(PostgresNews.Sql(LedgerNews.Checkpoints));
        await tell.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task AddAsync(
        StoredCheckpoint checkpoint, IReadOnlyCollection<KeyValuePair<Subtree, byte[]>> parts, Grant grant,
        CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Fence.CheckAsync(connection, grant, cancellationToken);
        await using var add = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"insert into checkpoints ({Columns}) values ($1, $2, $3)")
                {
                    Parameters =
                    {
                        new() { Value = checkpoint.Number }, new() { Value = checkpoint.Size }, new() { Value = checkpoint.Note },
                    },
                },
                new("""
                    insert into tree_parts (level, number, hash) select * from unnest($1::integer[], $2::bigint[], $3::bytea[])
                    on conflict do nothing
                    """)
                {
                    Parameters =
                    {
                        new() { Value = parts.Select(part => part.Key.Level).ToArray() },
                        new() { Value = parts.Select(part => part.Key.Number).ToArray() },
                        new() { Value = parts.Select(part => part.Value).ToArray() },
                    },
                },
            },
        };
        await add.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Subtree, byte[]>> PartsAsync(
        IReadOnlyCollection<Subtree> parts, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            select level, number, hash from tree_parts where (level, number) in (select * from unnest($1::integer[], $2::bigint[]))
            """);
        command.Parameters.Add(new() { Value = parts.Select(part => part.Level).ToArray() });
        command.Parameters.Add(new() { Value = parts.Select(part => part.Number).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hashes = new Dictionary<Subtree, byte[]>();
        while (await reader.ReadAsync(cancellationToken))
            hashes.Add(new Subtree(reader.GetInt32(0), reader.GetInt64(1)), reader.GetFieldValue<byte[]>(2));
        return hashes;
    }

    public async Task<IReadOnlyList<StoredKey>> KeysAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("select public, secret, at from signing_keys order by number");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<StoredKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new StoredKey(
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return keys;
    }

    public async Task AddKeyAsync(NewKey key, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var add = new NpgsqlCommand(
            "insert into signing_keys (public, secret) values ($1, $2) on conflict (public) do nothing", connection)
        {
            Parameters = { new() { Value = key.Public }, NullableValue.Of(key.Secret, NpgsqlDbType.Text) },
        };
        if (await add.ExecuteNonQueryAsync(cancellationToken) == 1)
            await PostgresAudit.AppendAsync(connection, by, key.Change, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<StoredCheckpoint?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private static StoredCheckpoint Read(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
}
