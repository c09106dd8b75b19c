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

    public static NpgsqlBatchCommand RecordCommand(NewResult result)
    {
        var (match, evidence) = (result.Match, EvidenceBytes.Of(result.Match));
        return new("select record_result($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = result.TaskId },
                new NpgsqlParameter<string> { TypedValue = result.LeagueId },
                new NpgsqlParameter<int> { TypedValue = result.Index },
                new NpgsqlParameter<string> { TypedValue = result.Node },
                new NpgsqlParameter<double[]> { TypedValue = [.. match.Scores] },
                new NpgsqlParameter<short[]> { TypedValue = [.. match.Verdicts.Select(v => (short)v)] },
                NullableValue.Of(match.Reason, NpgsqlDbType.Text),
                new NpgsqlParameter<int> { TypedValue = match.Moves },
                new NpgsqlParameter<byte[]> { TypedValue = match.Transcript },
                new NpgsqlParameter<byte[]> { TypedValue = match.Hash },
                new NpgsqlParameter<long> { TypedValue = result.DurationMicroseconds },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = result.RecordedAt.ToUniversalTime() },
                new NpgsqlParameter<byte[]> { TypedValue = ResultChain.Digest(result, evidence) },
                NullableValue.Of(evidence?.MoveTimes, NpgsqlDbType.Bytea),
                NullableValue.Of(evidence?.AgentHashes, NpgsqlDbType.Bytea),
                NullableValue.Of(evidence?.Epoch, NpgsqlDbType.Bigint),
                NullableValue.Of(evidence?.Seal, NpgsqlDbType.Bytea),
                NullableValue.Of(evidence?.Evaluations, NpgsqlDbType.Bytea),
            },
        };
    }

    /// <exception cref="InvalidDataException">Somebody altered the row, and it is no result any more.</exception>
    public static LedgerResult Read(NpgsqlDataReader reader)
    {
        var sequence = reader.GetInt64(0);
        var bare = ReadBare(reader);
        try
        {
            if (bare.Match.Scores.Length != bare.Match.Verdicts.Length)
                throw new FormatException($"it has {bare.Match.Scores.Length} scores and {bare.Match.Verdicts.Length} verdicts");
            var match = bare.Match with { Outcomes = Judgement.OfSeats(bare.Match.Scores, bare.Match.Verdicts) };
            return new LedgerResult(sequence, bare with { Match = ReadEvidence(reader)?.AddTo(match) ?? match }, ReadHash(reader));
        }
        catch (FormatException broken)
        {
            throw new InvalidDataException($"Result {sequence} of the ledger cannot be read: {broken.Message}.", broken);
        }
    }

    /// <summary>What the chain needs of the row, with nothing understood: whatever is in it has a digest.</summary>
    public static ChainLink ReadLink(NpgsqlDataReader reader)
    {
        var bare = ReadBare(reader);
        return new ChainLink(reader.GetInt64(0), bare.TaskId, ResultChain.Digest(bare, ReadEvidence(reader)), ReadHash(reader));
    }

    // Without the evidence, and the outcomes not judged yet.
    private static NewResult ReadBare(NpgsqlDataReader reader) => new(
        reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
        new MatchRecord
        {
            Scores = [.. reader.GetFieldValue<double[]>(5)],
            Outcomes = [],
            Verdicts = [.. reader.GetFieldValue<short[]>(6).Select(v => (Verdict)v)],
            Reason = reader.IsDBNull(7) ? null : reader.GetString(7),
            Moves = reader.GetInt32(8),
            Transcript = reader.GetFieldValue<byte[]>(9),
            Hash = reader.GetFieldValue<byte[]>(10),
            MoveTimes = [],
            AgentHashes = [],
            Epoch = 0,
            Seal = [],
        },
        reader.GetInt64(11), reader.GetFieldValue<DateTimeOffset>(12));

    private static byte[] ReadHash(NpgsqlDataReader reader) => reader.GetFieldValue<byte[]>(13);

    private static EvidenceBytes? ReadEvidence(NpgsqlDataReader reader) => reader.IsDBNull(17) ? null : new EvidenceBytes(
        reader.GetFieldValue<byte[]>(14), reader.GetFieldValue<byte[]>(15), reader.GetInt64(16), reader.GetFieldValue<byte[]>(17),
        reader.IsDBNull(18) ? null : reader.GetFieldValue<byte[]>(18));
}
