using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresRelay(NpgsqlDataSource relaxed) : IRelay
{
    public async Task PostAsync(string replica, IReadOnlyCollection<RelayedMessage> messages, CancellationToken cancellationToken)
    {
        await using var batch = relaxed.CreateBatch();
        batch.BatchCommands.Add(new("""
            insert into relays (replica, session, is_for_node, message)
            select $1, m.session, m.is_for_node, m.message
            from unnest($2::text[], $3::boolean[], $4::bytea[]) with ordinality as m (session, is_for_node, message, place)
            where exists (select from replicas where id = $1 and until > clock_timestamp())
            order by m.place
            """)
        {
            Parameters =
            {
                new() { Value = replica },
                new() { Value = messages.Select(message => message.Session).ToArray() },
                new() { Value = messages.Select(message => message.IsForNode).ToArray() },
                new() { Value = messages.Select(message => message.Message).ToArray() },
            },
        });
        batch.BatchCommands.Add(new(PostgresNews.Sql(LedgerNews.Relays)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<RelayedMessage>> TakeAsync(string replica, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand("""
            with taken as (delete from relays where replica = $1 returning id, session, is_for_node, message)
            select session, is_for_node, message from taken order by id
            """);
        command.Parameters.Add(new() { Value = replica });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var messages = new List<RelayedMessage>();
        while (await reader.ReadAsync(cancellationToken))
            messages.Add(new RelayedMessage(reader.GetString(0), reader.GetBoolean(1), reader.GetFieldValue<byte[]>(2)));
        return messages;
    }
}
