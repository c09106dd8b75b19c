using Arena.Core.Matches;
using Arena.Core.Proofs;
using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A row of <c>results</c>, read.</summary>
internal static class ResultRow
{
    /// <summary>
    /// What <see cref="Read"/> reads, in its order, of a table that the query calls <c>r</c>. Its task is looked up by its key: of
    /// <c>exists</c> the planner makes a table of all tasks, for however few results.
    /// </summary>
    public const string Columns = $"""
        {OwnColumns},
        coalesce((
            select own.league_id = r.league_id and own.match_index = r.match_index and cardinality(own.seats) = cardinality(r.scores)
            from tasks own where own.id = r.task_id), false)
        """;

    /// <summary>What <see cref="ReadWhole"/> reads after them.</summary>
    public const string EvidenceColumns = "r.move_times, r.agent_hashes, r.epoch, r.seal, r.evaluations";

    /// <summary>What <see cref="ReadLink"/> reads, of <c>r</c> and of its task, <c>t</c>.</summary>
    public const string ChainColumns =
        $"{OwnColumns}, r.covers_task, {EvidenceColumns}, t.seats::text || ' ' || t.seed::text";

    /// <summary>How many <see cref="Columns"/> are: those of others come after them.</summary>
    public const int ColumnCount = 15;

    public const int EvidenceColumnCount = 5;

    /// <summary>How many <see cref="ChainColumns"/> are.</summary>
    public const int ChainColumnCount = 21;

    private const string OwnColumns = """
        r.sequence, r.task_id, r.league_id, r.match_index, r.node, r.scores, r.verdicts, r.reason, r.moves, r.transcript,
        r.match_hash, r.duration_us, r.recorded_at, r.hash
        """;

    /// <summary>Without its evidence, which is not looked at.</summary>
    public static LedgerResult Read(NpgsqlDataReader reader)
    {
        var sequence = reader.GetInt64(0);
        try
        {
            var bare = ReadBare(reader);
            if (FaultOf(bare.Match) is { } fault)
                return LedgerResult.Altered(sequence, fault);
            if (!reader.GetBoolean(14))
                return LedgerResult.Altered(sequence, "it is not what its task would have");
            var outcomes = Judgement.OfSeats(bare.Match.Scores, bare.Match.Verdicts);
            return new LedgerResult(sequence, bare with { Match = bare.Match with { Outcomes = outcomes } }, ReadHash(reader));
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            return LedgerResult.Altered(sequence, altered.Message);
        }
    }

    /// <summary>With its evidence.</summary>
    /// <exception cref="InvalidDataException">Somebody altered the row, and it is no result any more.</exception>
    public static LedgerResult ReadWhole(NpgsqlDataReader reader)
    {
        var bare = Read(reader);
        var result = bare.Result;
        try
        {
            return ReadEvidence(reader) is not { } evidence
                ? bare
                : new LedgerResult(bare.Sequence, result with { Match = EvidenceBytes.AddTo(result.Match, evidence) }, bare.Hash);
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            throw new InvalidDataException(LedgerResult.Altered(bare.Sequence, altered.Message).Fault, altered);
        }
    }

    /// <summary>What the chain needs of the row, with nothing understood: whatever is in it is a digest, or no result.</summary>
    public static ResultLink ReadLink(NpgsqlDataReader reader)
    {
        var sequence = reader.GetInt64(0);
        try
        {
            var bare = ReadBare(reader);
            return new ResultLink(sequence, bare.TaskId, bare.Match.Reason is "" ? null : ReadDigest(reader, bare), ReadHash(reader));
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            return new ResultLink(sequence, TaskId: -sequence, Digest: null, Hash: []);
        }
    }

    /// <summary>All that the result's digest is of.</summary>
    /// <exception cref="InvalidDataException">Somebody altered the row, and it is no result any more.</exception>
    public static (ResultContent Content, string? Task) ReadContent(NpgsqlDataReader reader)
    {
        try
        {
            return (ResultChain.ContentOf(ReadBare(reader), ReadEvidence(reader)), reader.GetBoolean(14) ? reader.GetString(20) : null);
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            throw new InvalidDataException(LedgerResult.Altered(reader.GetInt64(0), altered.Message).Fault, altered);
        }
    }

    // Results of earlier versions stand in the chain without their task.
    private static byte[] ReadDigest(NpgsqlDataReader reader, NewResult bare)
    {
        var digest = ResultChain.Digest(bare, ReadEvidence(reader));
        return reader.GetBoolean(14) ? ResultContent.WithTask(digest, reader.GetString(20)) : digest;
    }

    private static string? FaultOf(MatchRecord match)
    {
        if (match.Scores.Length != match.Verdicts.Length)
            return $"it has {match.Scores.Length} scores and {match.Verdicts.Length} verdicts";
        foreach (var verdict in match.Verdicts)
        {
            if (!Enum.IsDefined(verdict))
                return $"its verdict {(byte)verdict} is none";
        }

        return match.Reason is "" ? "its reason is empty" : null;
    }

    // Without the evidence, and the outcomes not judged yet. A verdict that a byte does not hold overflows: it would become another.
    private static NewResult ReadBare(NpgsqlDataReader reader) => new(
        reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
        new MatchRecord
        {
            Scores = [.. reader.GetFieldValue<double[]>(5)],
            Outcomes = [],
            Verdicts = [.. reader.GetFieldValue<short[]>(6).Select(v => (Verdict)checked((byte)v))],
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

    // All or nothing: only a result from before there was evidence has no seal.
    private static ResultEvidence? ReadEvidence(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(15) && reader.IsDBNull(16) && reader.IsDBNull(17) && reader.IsDBNull(18) && reader.IsDBNull(19))
            return null;
        return new ResultEvidence(
            reader.GetFieldValue<byte[]>(15), reader.GetFieldValue<byte[]>(16), reader.GetInt64(17), reader.GetFieldValue<byte[]>(18),
            reader.IsDBNull(19) ? null : reader.GetFieldValue<byte[]>(19));
    }
}
