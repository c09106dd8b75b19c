using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresOutbox(NpgsqlDataSource relaxed) : IOutbox
{
    /// <summary>
    /// In the connection's transaction and under the head's row lock, like every writer of the outbox: ids rise in commit order, and a
    /// reader that has seen id n will never meet a smaller one later.
    /// </summary>
    public static async Task AppendAsync(
        NpgsqlConnection connection, LedgerEventKind kind, string leagueId, CancellationToken cancellationToken)
    {
        await using var append = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select from ledger_head for update"),
                new("insert into outbox (kind, league_id) values ($1, $2)")
                {
                    Parameters = { new() { Value = (short)kind }, new() { Value = leagueId } },
                },
            },
        };
        await append.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<LedgerEvent>> ReadAsync(int max, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand($"""
            select {ResultRow.Columns}, o.id, o.kind, o.league_id
            from outbox o left join results r on r.sequence = o.sequence order by o.id limit $1
            """);
        command.Parameters.Add(new() { Value = max });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<LedgerEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var kind = (LedgerEventKind)reader.GetInt16(ResultRow.ColumnCount + 1);
            events.Add(new LedgerEvent(
                reader.GetInt64(ResultRow.ColumnCount), kind, reader.GetString(ResultRow.ColumnCount + 2),
                kind == LedgerEventKind.ResultRecorded ? ResultRow.Read(reader) : null));
        }

        return events;
    }

    public async Task AcknowledgeAsync(long upToId, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand("delete from outbox where id <= $1");
        command.Parameters.Add(new() { Value = upToId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
