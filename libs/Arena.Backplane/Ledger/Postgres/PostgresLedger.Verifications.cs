using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

public sealed partial class PostgresLedger
{
    public async Task RecordVerificationAsync(Verification verification, CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("""
            insert into verifications (task_id, league_id, match_index, played_by, node, outcome, match_hash, reason, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (task_id, node) do nothing
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = verification.TaskId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = verification.LeagueId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = verification.Index });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = verification.PlayedBy });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = verification.Node });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)verification.Outcome });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = verification.MatchHash });
        command.Parameters.Add(Optional(verification.Reason, NpgsqlDbType.Text));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = verification.RecordedAt.ToUniversalTime() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Verification>> ListVerificationsAsync(string? leagueId, CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("""
            select task_id, league_id, match_index, played_by, node, outcome, match_hash, reason, recorded_at
            from verifications where $1::text is null or league_id = $1 order by id
            """);
        command.Parameters.Add(Optional(leagueId, NpgsqlDbType.Text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Verification>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new Verification(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4),
                (VerificationOutcome)reader.GetInt16(5), reader.GetFieldValue<byte[]>(6), reader.IsDBNull(7) ? null : reader.GetString(7),
                reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return found;
    }
}
