using Arena.Core.Matches;
using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A row of <c>results</c>, written and read.</summary>
internal static class ResultRow
{
    /// <summary>What <see cref="Read"/> reads, in its order, of a table that the query calls <c>r</c>.</summary>
    public const string Columns = """
        r.sequence, r.task_id, r.league_id, r.match_index, r.node, r.scores, r.verdicts, r.reason, r.moves, r.transcript,
        r.match_hash, r.duration_us, r.recorded_at, r.hash, r.move_times, r.agent_hashes, r.epoch, r.seal, r.evaluations
        """;

    /// <summary>How many they are: the columns of others come after them.</summary>
    public const int ColumnCount = 19;

    public static NpgsqlBatchCommand RecordCommand(NewResult result) =>
        new("select record_result($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = result.TaskId },
                new NpgsqlParameter<string> { TypedValue = result.LeagueId },
                new NpgsqlParameter<int> { TypedValue = result.Index },
                new NpgsqlParameter<string> { TypedValue = result.Node },
                new NpgsqlParameter<double[]> { TypedValue = result.Scores },
                new NpgsqlParameter<short[]> { TypedValue = Array.ConvertAll(result.Verdicts, v => (short)v) },
                NullableValue.Of(result.Reason, NpgsqlDbType.Text),
                new NpgsqlParameter<int> { TypedValue = result.Moves },
                new NpgsqlParameter<byte[]> { TypedValue = result.Transcript },
                new NpgsqlParameter<byte[]> { TypedValue = result.MatchHash },
                new NpgsqlParameter<long> { TypedValue = result.DurationMicroseconds },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = result.RecordedAt.ToUniversalTime() },
                new NpgsqlParameter<byte[]> { TypedValue = ResultChain.Digest(result) },
                NullableValue.Of(result.Evidence?.MoveTimes, NpgsqlDbType.Bytea),
                NullableValue.Of(result.Evidence?.AgentHashes, NpgsqlDbType.Bytea),
                NullableValue.Of(result.Evidence?.Epoch, NpgsqlDbType.Bigint),
                NullableValue.Of(result.Evidence?.Seal, NpgsqlDbType.Bytea),
                NullableValue.Of(result.Evidence?.Evaluations, NpgsqlDbType.Bytea),
            },
        };

    public static LedgerResult Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        new NewResult(
            reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
            reader.GetFieldValue<double[]>(5),
            Array.ConvertAll(reader.GetFieldValue<short[]>(6), v => (Verdict)v),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.GetInt32(8), reader.GetFieldValue<byte[]>(9), reader.GetFieldValue<byte[]>(10),
            reader.GetInt64(11), reader.GetFieldValue<DateTimeOffset>(12))
        {
            Evidence = reader.IsDBNull(17) ? null : new ResultEvidence(
                reader.GetFieldValue<byte[]>(14), reader.GetFieldValue<byte[]>(15), reader.GetInt64(16), reader.GetFieldValue<byte[]>(17))
            {
                Evaluations = reader.IsDBNull(18) ? null : reader.GetFieldValue<byte[]>(18),
            },
        },
        reader.GetFieldValue<byte[]>(13));
}
