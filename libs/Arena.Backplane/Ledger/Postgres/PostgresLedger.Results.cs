using System.Runtime.CompilerServices;
using Arena.Core.Matches;
using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

public sealed partial class PostgresLedger
{
    // r, so that the outbox query can share it.
    private const string ResultColumns =
        "r.sequence, r.task_id, r.league_id, r.match_index, r.node, r.scores, r.verdicts, r.reason, r.moves, r.transcript, r.match_hash, r.duration_us, r.recorded_at, r.hash, r.move_times, r.agent_hashes, r.epoch, r.seal, r.evaluations";

    private const int ResultColumnCount = 19;

    public async Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
            return [];
        await using var connection = await _relaxed.OpenConnectionAsync(cancellationToken);

        // An error barrier ends the implicit transaction, so each command commits alone: one round trip and one
        // wait for the disk for many transactions.
        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
        foreach (var result in results)
            batch.BatchCommands.Add(RecordCommand(result));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select flush_ledger()"));

        var outcomes = new RecordOutcome[results.Count];
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < outcomes.Length; i++)
        {
            await reader.ReadAsync(cancellationToken);
            outcomes[i] = (RecordOutcome)reader.GetInt32(0);
            await reader.NextResultAsync(cancellationToken);
        }

        return outcomes;
    }

    public async IAsyncEnumerable<LedgerResult> ReadResultsAsync(
        string? leagueId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand($"""
            select {ResultColumns} from results r where r.sequence > $1 and ($2::text is null or r.league_id = $2) order by r.sequence
            """);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = (object?)leagueId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return ReadResult(reader, 0);
    }

    public async Task<RecordedMatch?> FindMatchAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand($"""
            select {ResultColumns}, t.seats, t.seed from tasks t join results r on r.task_id = t.id
            where t.league_id = $1 and t.match_index = $2
            """);
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = index });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new RecordedMatch(ReadResult(reader, 0), reader.GetFieldValue<int[]>(ResultColumnCount), unchecked((ulong)reader.GetInt64(ResultColumnCount + 1)))
            : null;
    }

    public async Task<IReadOnlyList<LedgerEvent>> ReadOutboxAsync(int max, CancellationToken cancellationToken)
    {
        await using var command = _relaxed.CreateCommand($"""
            select {ResultColumns}, o.id, o.kind, o.league_id
            from outbox o left join results r on r.sequence = o.sequence order by o.id limit $1
            """);
        command.Parameters.Add(new() { Value = max });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<LedgerEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var kind = (LedgerEventKind)reader.GetInt16(ResultColumnCount + 1);
            events.Add(new LedgerEvent(
                reader.GetInt64(ResultColumnCount), kind, reader.GetString(ResultColumnCount + 2),
                kind == LedgerEventKind.ResultRecorded ? ReadResult(reader, 0) : null));
        }

        return events;
    }

    public async Task AcknowledgeOutboxAsync(long upToId, CancellationToken cancellationToken)
    {
        await using var command = _relaxed.CreateCommand("delete from outbox where id <= $1");
        command.Parameters.Add(new() { Value = upToId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand RecordCommand(NewResult result) =>
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
                Optional(result.Reason, NpgsqlDbType.Text),
                new NpgsqlParameter<int> { TypedValue = result.Moves },
                new NpgsqlParameter<byte[]> { TypedValue = result.Transcript },
                new NpgsqlParameter<byte[]> { TypedValue = result.MatchHash },
                new NpgsqlParameter<long> { TypedValue = result.DurationMicroseconds },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = result.RecordedAt.ToUniversalTime() },
                new NpgsqlParameter<byte[]> { TypedValue = ResultChain.Digest(result) },
                Optional(result.Evidence?.MoveTimes, NpgsqlDbType.Bytea),
                Optional(result.Evidence?.AgentHashes, NpgsqlDbType.Bytea),
                Optional(result.Evidence?.Epoch, NpgsqlDbType.Bigint),
                Optional(result.Evidence?.Seal, NpgsqlDbType.Bytea),
                Optional(result.Evidence?.Evaluations, NpgsqlDbType.Bytea),
            },
        };

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static LedgerResult ReadResult(NpgsqlDataReader reader, int at) => new(
        reader.GetInt64(at),
        new NewResult(
            reader.GetInt64(at + 1), reader.GetString(at + 2), reader.GetInt32(at + 3), reader.GetString(at + 4),
            reader.GetFieldValue<double[]>(at + 5),
            Array.ConvertAll(reader.GetFieldValue<short[]>(at + 6), v => (Verdict)v),
            reader.IsDBNull(at + 7) ? null : reader.GetString(at + 7),
            reader.GetInt32(at + 8), reader.GetFieldValue<byte[]>(at + 9), reader.GetFieldValue<byte[]>(at + 10),
            reader.GetInt64(at + 11), reader.GetFieldValue<DateTimeOffset>(at + 12))
        {
            Evidence = reader.IsDBNull(at + 17) ? null : new ResultEvidence(
                reader.GetFieldValue<byte[]>(at + 14), reader.GetFieldValue<byte[]>(at + 15), reader.GetInt64(at + 16), reader.GetFieldValue<byte[]>(at + 17))
            {
                Evaluations = reader.IsDBNull(at + 18) ? null : reader.GetFieldValue<byte[]>(at + 18),
            },
        },
        reader.GetFieldValue<byte[]>(at + 13));
}
