using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresKeys(NpgsqlDataSource durable) : IKeyStore
{
    private const string Columns = "id, tenant, role, label, agents, secret_hash, created_at, expires_at, revoked_at";

    public async Task AddAsync(KeyEntry key, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TenantQuotaCheck.KeyAsync(connection, key, cancellationToken);
        await using var add = new NpgsqlCommand($"insert into keys ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", connection);
        AddAll(add.Parameters, key);
        try
        {
            await add.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new KeyNotFoundException($"The ledger has no tenant '{key.Tenant}'.", missing);
        }

        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfNewKey(key), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<bool> TryAddFirstAsync(KeyEntry key, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var alone = new NpgsqlCommand("lock table keys in exclusive mode", connection))
            await alone.ExecuteNonQueryAsync(cancellationToken);
        await using var add = new NpgsqlCommand(
            $"insert into keys ({Columns}) select $1, $2, $3, $4, $5, $6, $7, $8, $9 where not exists (select from keys)", connection);
        AddAll(add.Parameters, key);
        var isAdded = await add.ExecuteNonQueryAsync(cancellationToken) == 1;
        if (isAdded)
            await PostgresAudit.AppendAsync(connection, by, AuditChange.OfNewKey(key), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isAdded;
    }

    public async Task<KeyEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"select {Columns} from keys where id = $1");
        command.Parameters.Add(new() { Value = id });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<KeyEntry>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"select {Columns} from keys where tenant = $1 order by created_at, id");
        command.Parameters.Add(new() { Value = tenant });
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<KeyEntry?> RevokeAsync(
        string tenant, string id, DateTimeOffset at, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var revoke = new NpgsqlCommand(
            $"update keys set revoked_at = $3 where id = $1 and tenant = $2 and revoked_at is null returning {Columns}", connection);
        revoke.Parameters.Add(new() { Value = id });
        revoke.Parameters.Add(new() { Value = tenant });
        revoke.Parameters.Add(new() { Value = at.ToUniversalTime() });
        if ((await ReadAsync(revoke, cancellationToken)).SingleOrDefault() is not { } revoked)
            return await FindAsync(id, cancellationToken) is { } key && key.Tenant == tenant ? key : null;
        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfRevokedKey(revoked), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    private static void AddAll(NpgsqlParameterCollection parameters, KeyEntry key)
    {
        parameters.Add(new() { Value = key.Id });
        parameters.Add(new() { Value = key.Tenant });
        parameters.Add(new() { Value = key.Role });
        parameters.Add(new() { Value = key.Label });
        parameters.Add(new() { Value = key.Agents.ToArray() });
        parameters.Add(new() { Value = key.SecretHash.ToArray() });
        parameters.Add(new() { Value = key.CreatedAt.ToUniversalTime() });
        parameters.Add(NullableValue.Of(key.ExpiresAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        parameters.Add(NullableValue.Of(key.RevokedAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz));
    }

    private static async Task<IReadOnlyList<KeyEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<KeyEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new KeyEntry(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<string[]>(4),
                reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<DateTimeOffset>(6),
                reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7),
                reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return keys;
    }
}
