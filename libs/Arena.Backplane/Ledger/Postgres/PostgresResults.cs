using System.Runtime.CompilerServices;
using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresResults(NpgsqlDataSource durable, NpgsqlDataSource relaxed) : IResultStore
{
    public async Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
            return [];
        var held = Enumerable.Range(0, results.Count).Where(i => LedgerGuard.CanHold(results[i])).ToArray();
        var outcomes = new RecordOutcome[results.Count];
        Array.Fill(outcomes, RecordOutcome.Refused);
        if (held.Length == 0)
            return outcomes;
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);
        var offered = Array.ConvertAll(held, i => results[i]);
        var recorded = await TryRecordAsync(connection, offered, cancellationToken)
            ?? await RecordSinglyAsync(connection, offered, cancellationToken);
        foreach (var (i, outcome) in held.Zip(recorded))
            outcomes[i] = outcome;
        return outcomes;
    }

    public async IAsyncEnumerable<LedgerResult> ReadAsync(string leagueId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            $"select {ResultRow.Columns} from results r where r.league_id = $1 order by r.sequence");
        command.Parameters.Add(new() { Value = leagueId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return ResultRow.Read(reader);
    }

    public async Task<IReadOnlyList<LedgerResult>> ReadAsync(
        string leagueId, long after, int max, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            $"select {ResultRow.Columns} from results r where r.league_id = $1 and r.sequence > $2 order by r.sequence limit $3");
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = max });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var results = new List<LedgerResult>();
        while (await reader.ReadAsync(cancellationToken))
            results.Add(ResultRow.Read(reader));
        return results;
    }

    public async Task<IReadOnlyList<int>> PlayedInAsync(string leagueId, long epoch, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            "select match_index from results where league_id = $1 and epoch = $2 order by match_index");
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = epoch });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var played = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
            played.Add(reader.GetInt32(0));
        return played;
    }

    public async Task<RecordedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"""
            select {ResultRow.Columns}, {ResultRow.EvidenceColumns}, t.seats, t.seed from tasks t join results r on r.task_id = t.id
            where t.league_id = $1 and t.match_index = $2
            """);
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = index });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        const int after = ResultRow.ColumnCount + ResultRow.EvidenceColumnCount;
        var seats = reader.GetFieldValue<int[]>(after);
        return new RecordedMatch(ResultRow.ReadWhole(reader), seats, unchecked((ulong)reader.GetInt64(after + 1)));
    }

    // One of them is at fault, and nothing of the others is in: each alone, so that it spoils nobody else's.
    private static async Task<RecordOutcome[]> RecordSinglyAsync(
        NpgsqlConnection connection, IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        var outcomes = new RecordOutcome[results.Count];
        foreach (var (i, result) in results.Index())
            outcomes[i] = await TryRecordAsync(connection, [result], cancellationToken) is { } alone ? alone[0] : RecordOutcome.Refused;
        return outcomes;
    }

    // Null when one of them cannot be recorded. One round trip for two transactions: the results, all or none, and the wait for the disk,
    // in which nothing is locked.
    private static async Task<RecordOutcome[]?> TryRecordAsync(
        NpgsqlConnection connection, IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            EnableErrorBarriers = true, BatchCommands = { RecordCommand.Of(results), new("select flush_ledger()") },
        };
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var outcomes = reader.GetFieldValue<int[]>(0);
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken); // the disk has answered
            return [.. outcomes.Select(outcome => (RecordOutcome)outcome)];
        }
        catch (PostgresException fault) when (IsOfAResult(fault))
        {
            return null;
        }
    }

    // Classes of SQLSTATE: a value that no column holds, a row that the table does not take. Where there is such a row already, the ledger
    // is at fault and not the result, which waits.
    private static bool IsOfAResult(PostgresException fault)
    {
        if (fault.SqlState == PostgresErrorCodes.UniqueViolation)
            return false;
        return fault.SqlState.StartsWith("22", StringComparison.Ordinal) || fault.SqlState.StartsWith("23", StringComparison.Ordinal);
    }
}
