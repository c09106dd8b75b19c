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
                new(PostgresNews.Sql(LedgerNews.Events)),
            },
        };
        await append.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<LedgerEvent>> ReadAsync(long after, int max, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand($"""
            select {ResultRow.Columns}, o.id, o.kind, o.league_id, o.sequence
            from outbox o left join results r on r.sequence = o.sequence
            where o.id > $2 order by o.id limit $1
            """);
        command.Parameters.Add(new() { Value = max });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<LedgerEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var kind = (LedgerEventKind)reader.GetInt16(ResultRow.ColumnCount + 1);
            events.Add(new LedgerEvent(
                reader.GetInt64(ResultRow.ColumnCount), kind, reader.GetString(ResultRow.ColumnCount + 2),
                kind == LedgerEventKind.ResultRecorded ? ResultOf(reader) : null));
        }

        return events;
    }

    // Somebody may have removed it from the store.
    private static LedgerResult ResultOf(NpgsqlDataReader reader)
    {
        const int sequence = ResultRow.ColumnCount + 3;
        return reader.IsDBNull(0)
            ? LedgerResult.Altered(reader.GetInt64(sequence), "it is not there")
            : ResultRow.Read(reader);
    }

    public async Task AcknowledgeAsync(string replica, long upToId, int keep, CancellationToken cancellationToken)
    {
        await using var batch = relaxed.CreateBatch();
        batch.BatchCommands.Add(new("update replicas set read_to = greatest(read_to, $2) where id = $1")
        {
            Parameters = { new() { Value = replica }, new() { Value = upToId } },
        });
        batch.BatchCommands.Add(new("""
            delete from outbox
            where id <= (select min(read_to) from replicas where until > clock_timestamp()) and id <= (select max(id) from outbox) - $1
            """)
        {
            Parameters = { new() { Value = keep } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
