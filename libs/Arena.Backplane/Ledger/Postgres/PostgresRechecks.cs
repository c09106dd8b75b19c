using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresRechecks(NpgsqlDataSource durable) : IRecheckStore
{
    public async Task RecordAsync(RecheckFinding finding, Grant grant, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Fence.CheckAsync(connection, grant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            insert into rechecks (task_id, league_id, match_index, played_by, node, outcome, match_hash, reason, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (task_id, node) do nothing
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = finding.TaskId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = finding.LeagueId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = finding.Index });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = finding.PlayedBy });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = finding.Node });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)finding.Outcome });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = finding.MatchHash });
        command.Parameters.Add(NullableValue.Of(finding.Reason, NpgsqlDbType.Text));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = finding.RecordedAt.ToUniversalTime() });
        if (await command.ExecuteNonQueryAsync(cancellationToken) > 0)
            await PostgresOutbox.AppendAsync(connection, LedgerEventKind.Rechecked, finding.LeagueId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<RecheckFinding>> ListAsync(string leagueId, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            select task_id, league_id, match_index, played_by, node, outcome, match_hash, reason, recorded_at
            from rechecks where league_id = $1 order by id
            """);
        command.Parameters.Add(new() { Value = leagueId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var findings = new List<RecheckFinding>();
        while (await reader.ReadAsync(cancellationToken))
        {
            findings.Add(new RecheckFinding(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4),
                (RecheckOutcome)reader.GetInt16(5), reader.GetFieldValue<byte[]>(6), reader.IsDBNull(7) ? null : reader.GetString(7),
                reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return findings;
    }
}
