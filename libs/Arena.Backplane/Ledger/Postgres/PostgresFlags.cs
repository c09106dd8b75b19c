using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresFlags(NpgsqlDataSource durable) : IFlagStore
{
    private const string Columns = "tenant, name, version, rules, at, who, why, trace_id";

    public async Task<FlagEntry> SetAsync(NewFlag flag, long? version, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Changes are few, and come one after another; whoever reads does not wait for them.
        await using (var alone = new NpgsqlCommand("lock table flags in exclusive mode", connection))
            await alone.ExecuteNonQueryAsync(cancellationToken);
        var current = await FindAsync(connection, flag, cancellationToken);
        if (version is { } wanted && wanted != (current?.Version ?? 0))
            throw new StaleFlagException(flag.Name, current?.Version ?? 0, wanted);
        if (current?.Rules == flag.Rules)
            return current;

        var entry = await InsertAsync(connection, flag, (current?.Version ?? 0) + 1, by, cancellationToken);
        await PostgresNews.TellAsync(connection, LedgerNews.Flags, cancellationToken);
        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfFlag(current, entry), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    public async Task<IReadOnlyList<FlagEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            $"""select distinct on (tenant collate "C", name) {Columns} from flags order by tenant collate "C", name, version desc""");
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<IReadOnlyList<FlagEntry>> HistoryAsync(
        string tenant, string name, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"""
            select {Columns} from flags where tenant = $1 and name = $2 and ($3::bigint is null or version < $3)
            order by version desc limit $4
            """);
        command.Parameters.Add(new() { Value = tenant });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(NullableValue.Of(before, NpgsqlDbType.Bigint));
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<FlagEntry?> FindAsync(NpgsqlConnection connection, NewFlag flag, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from flags where tenant = $1 and name = $2 order by version desc limit 1", connection);
        command.Parameters.Add(new() { Value = flag.Tenant });
        command.Parameters.Add(new() { Value = flag.Name });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    private static async Task<FlagEntry> InsertAsync(
        NpgsqlConnection connection, NewFlag flag, long version, Requester by, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            $"insert into flags ({Columns}) values ($1, $2, $3, $4, clock_timestamp(), $5, $6, $7) returning {Columns}", connection);
        insert.Parameters.Add(new() { Value = flag.Tenant });
        insert.Parameters.Add(new() { Value = flag.Name });
        insert.Parameters.Add(new() { Value = version });
        insert.Parameters.Add(new() { Value = flag.Rules });
        insert.Parameters.Add(new() { Value = by.Who });
        insert.Parameters.Add(NullableValue.Of(by.Why, NpgsqlDbType.Text));
        insert.Parameters.Add(NullableValue.Of(by.TraceId, NpgsqlDbType.Text));
        try
        {
            return (await ReadAsync(insert, cancellationToken)).Single();
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new KeyNotFoundException($"The ledger has no tenant '{flag.Tenant}'.", missing);
        }
    }

    private static async Task<IReadOnlyList<FlagEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var flags = new List<FlagEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var by = new Requester(
                reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7));
            flags.Add(new FlagEntry(
                reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), by));
        }

        return flags;
    }
}
