using System.Runtime.CompilerServices;
using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresResults(NpgsqlDataSource durable, NpgsqlDataSource relaxed) : IResultStore
{
    public async Task<IReadOnlyList<RecordOutcome>> RecordAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0)
            return [];
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);

        // An error barrier ends the implicit transaction, so each command commits alone: one round trip and one
        // wait for the disk for many transactions.
        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
        foreach (var result in results)
            batch.BatchCommands.Add(ResultRow.RecordCommand(result));
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
}
