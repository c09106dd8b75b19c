using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresModels(NpgsqlDataSource durable) : IModelStore
{
    public async Task<bool> CreateAsync(NewModel model, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var insert = new NpgsqlCommand(
            "insert into models (name, spec, version) values ($1, $2, 0) on conflict do nothing", connection))
        {
            insert.Parameters.Add(new() { Value = model.Name });
            insert.Parameters.Add(new() { Value = model.Spec });
            if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
                return false;
        }

        await InsertVersionAsync(connection, model.Name, new NewModelVersion(0, model.Digest, State: null, []), cancellationToken);
        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfNewModel(model), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<ModelEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        var models = new List<(string Name, string Spec, long Version)>();
        await using (var command = new NpgsqlCommand("select name, spec, version from models order by name", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                models.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }

        var entries = new List<ModelEntry>(models.Count);
        foreach (var (name, spec, version) in models)
        {
            var current = await ReadVersionsAsync(connection, name, version + 1, limit: 1, cancellationToken);
            entries.Add(new ModelEntry(name, spec, current.Single()));
        }

        return entries;
    }

    public async Task<IReadOnlyList<ModelVersionEntry>> VersionsAsync(
        string model, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        return await ReadVersionsAsync(connection, model, before, limit, cancellationToken);
    }

    public async Task<IReadOnlyList<ModelUpdateEntry>> OpenRoundAsync(string model, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select version from models where name = $1", connection);
        command.Parameters.Add(new() { Value = model });
        return await command.ExecuteScalarAsync(cancellationToken) is long round
            ? (await ReadUpdatesAsync(connection, model, round, round, cancellationToken)).GetValueOrDefault(round, [])
            : [];
    }

    public async Task<ReceivedUpdate> ReceiveAsync(
        string model, long round, ModelUpdateEntry update, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await IsAtAsync(connection, model, round, cancellationToken))
            return ReceivedUpdate.WrongRound;
        await using (var insert = new NpgsqlCommand("""
            insert into model_updates (model, round, client, digest, header, at) values ($1, $2, $3, $4, $5, clock_timestamp())
            on conflict do nothing
            """, connection))
        {
            insert.Parameters.Add(new() { Value = model });
            insert.Parameters.Add(new() { Value = round });
            insert.Parameters.Add(new() { Value = update.Client });
            insert.Parameters.Add(new() { Value = update.Digest });
            insert.Parameters.Add(new() { Value = update.Header });
            if (await insert.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                await transaction.CommitAsync(cancellationToken);
                return ReceivedUpdate.Added;
            }
        }

        var there = (await ReadUpdatesAsync(connection, model, round, round, cancellationToken))[round];
        return there.Single(other => other.Client == update.Client).Digest.AsSpan().SequenceEqual(update.Digest)
            ? ReceivedUpdate.Repeated
            : ReceivedUpdate.Conflicting;
    }

    public async Task<bool> CommitAsync(string model, NewModelVersion next, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await IsAtAsync(connection, model, next.Number - 1, cancellationToken))
            return false;
        await using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update models set version = $2 where name = $1")
                {
                    Parameters = { new() { Value = model }, new() { Value = next.Number } },
                },
                new("update model_updates set is_left_out = true where model = $1 and round = $2 and client = any($3)")
                {
                    Parameters = { new() { Value = model }, new() { Value = next.Number - 1 }, new() { Value = next.LeftOut.ToArray() } },
                },
            },
        })
            await batch.ExecuteNonQueryAsync(cancellationToken);
        await InsertVersionAsync(connection, model, next, cancellationToken);
        var versions = await ReadVersionsAsync(connection, model, next.Number + 1, limit: 2, cancellationToken);
        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfModelVersion(model, versions[1], versions[0]), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Until the transaction ends nobody else makes a version of it.
    private static async Task<bool> IsAtAsync(NpgsqlConnection connection, string model, long round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select version from models where name = $1 for update", connection);
        command.Parameters.Add(new() { Value = model });
        return await command.ExecuteScalarAsync(cancellationToken) is long version && version == round;
    }

    private static async Task InsertVersionAsync(
        NpgsqlConnection connection, string model, NewModelVersion version, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            "insert into model_versions (model, number, digest, state, at) values ($1, $2, $3, $4, clock_timestamp())", connection);
        insert.Parameters.Add(new() { Value = model });
        insert.Parameters.Add(new() { Value = version.Number });
        insert.Parameters.Add(new() { Value = version.Digest });
        insert.Parameters.Add(NullableValue.Of(version.State, NpgsqlDbType.Text));
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<ModelVersionEntry>> ReadVersionsAsync(
        NpgsqlConnection connection, string model, long? before, int limit, CancellationToken cancellationToken)
    {
        var versions = new List<ModelVersionEntry>();
        await using (var command = new NpgsqlCommand("""
            select number, digest, state, at from model_versions where model = $1 and ($2::bigint is null or number < $2)
            order by number desc limit $3
            """, connection))
        {
            command.Parameters.Add(new() { Value = model });
            command.Parameters.Add(NullableValue.Of(before, NpgsqlDbType.Bigint));
            command.Parameters.Add(new() { Value = limit });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                versions.Add(new ModelVersionEntry(
                    reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                    reader.GetFieldValue<DateTimeOffset>(3), []));
            }
        }

        if (versions.Count == 0)
            return [];
        var updates = await ReadUpdatesAsync(connection, model, versions[^1].Number - 1, versions[0].Number - 1, cancellationToken);
        return [.. versions.Select(version => version with { Updates = updates.GetValueOrDefault(version.Number - 1, []) })];
    }

    private static async Task<Dictionary<long, List<ModelUpdateEntry>>> ReadUpdatesAsync(
        NpgsqlConnection connection, string model, long first, long last, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select round, client, digest, header, at, is_left_out from model_updates where model = $1 and round between $2 and $3
            order by round, client
            """, connection);
        command.Parameters.Add(new() { Value = model });
        command.Parameters.Add(new() { Value = first });
        command.Parameters.Add(new() { Value = last });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rounds = new Dictionary<long, List<ModelUpdateEntry>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var round = reader.GetInt64(0);
            if (!rounds.TryGetValue(round, out var updates))
                rounds[round] = updates = [];
            updates.Add(new ModelUpdateEntry(reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetString(3))
            {
                At = reader.GetFieldValue<DateTimeOffset>(4),
                IsLeftOut = reader.GetBoolean(5),
            });
        }

        return rounds;
    }
}
