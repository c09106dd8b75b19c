using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresSessions(NpgsqlDataSource relaxed) : ISessionStore
{
    public async Task<OpenedSession> OpenAsync(
        SessionEntry session, IReadOnlyCollection<long> held, CancellationToken cancellationToken)
    {
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // From here on the replica that had it before claims nothing more for it.
        await using var find = new NpgsqlCommand("select status from sessions where id = $1 for update", connection)
        {
            Parameters = { new() { Value = session.Id } },
        };
        var former = await find.ExecuteScalarAsync(cancellationToken) as byte[];
        var resumed = former is not null;
        await using (var put = new NpgsqlCommand("""
            insert into sessions (id, replica, node, hello, status) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set
                replica = excluded.replica, node = excluded.node, hello = excluded.hello, status = excluded.status
            """, connection))
        {
            put.Parameters.Add(new() { Value = session.Id });
            put.Parameters.Add(new() { Value = session.Replica });
            put.Parameters.Add(new() { Value = session.Node });
            put.Parameters.Add(new() { Value = session.Hello });
            put.Parameters.Add(new() { Value = session.Status });
            await put.ExecuteNonQueryAsync(cancellationToken);
        }

        var released = await TaskRelease.AllButAsync(connection, session.Id, resumed ? held : [], cancellationToken);
        var kept = resumed ? await ReadHeldAsync(connection, session.Id, cancellationToken) : [];
        await PostgresNews.TellAsync(connection, LedgerNews.Sessions, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new OpenedSession(resumed, kept, released, former ?? []);
    }

    public async Task<IReadOnlyCollection<string>> CloseAsync(string session, string replica, CancellationToken cancellationToken)
    {
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var forget = new NpgsqlCommand("delete from sessions where id = $1 and replica = $2", connection)
        {
            Parameters = { new() { Value = session }, new() { Value = replica } },
        };
        if (await forget.ExecuteNonQueryAsync(cancellationToken) == 0)
            return [];
        var released = await TaskRelease.AllButAsync(connection, session, kept: [], cancellationToken);
        await PostgresNews.TellAsync(connection, LedgerNews.Sessions, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return released;
    }

    public async Task ReportAsync(string replica, IReadOnlyDictionary<string, byte[]> statuses, CancellationToken cancellationToken)
    {
        await using var batch = relaxed.CreateBatch();
        batch.BatchCommands.Add(new("""
            update sessions s set status = said.status from unnest($2::text[], $3::bytea[]) as said (id, status)
            where s.id = said.id and s.replica = $1
            """)
        {
            Parameters =
            {
                new() { Value = replica }, new() { Value = statuses.Keys.ToArray() }, new() { Value = statuses.Values.ToArray() },
            },
        });
        batch.BatchCommands.Add(new(PostgresNews.Sql(LedgerNews.Sessions)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<SessionEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand("select id, replica, node, hello, status from sessions order by id collate \"C\"");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sessions = new List<SessionEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            sessions.Add(new SessionEntry(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3),
                reader.GetFieldValue<byte[]>(4)));
        }

        return sessions;
    }

    public async Task<IReadOnlyCollection<string>> SweepAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var forget = new NpgsqlCommand("""
            delete from sessions where not exists (select from replicas where id = sessions.replica and until > clock_timestamp() - $1)
            """, connection))
        {
            forget.Parameters.Add(new() { Value = patience });
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var lost = new NpgsqlCommand(
            "delete from relays where not exists (select from replicas where id = relays.replica and until > clock_timestamp())",
            connection))
        {
            await lost.ExecuteNonQueryAsync(cancellationToken);
        }

        // By name, and not by the condition: a task that somebody new claims meanwhile is not nobody's.
        var unknown = await ReadUnknownAsync(connection, cancellationToken);
        var released = unknown.Count == 0 ? [] : await TaskRelease.AllAsync(connection, unknown, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return released;
    }

    private static async Task<List<string>> ReadUnknownAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select distinct session from tasks where state = 'assigned' and not exists (select from sessions where id = tasks.session)
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sessions = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            sessions.Add(reader.GetString(0));
        return sessions;
    }

    private static async Task<IReadOnlyList<HeldTasks>> ReadHeldAsync(
        NpgsqlConnection connection, string session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select league_id, count(*)::int from tasks where state = 'assigned' and session = $1 group by league_id", connection)
        {
            Parameters = { new() { Value = session } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var held = new List<HeldTasks>();
        while (await reader.ReadAsync(cancellationToken))
            held.Add(new HeldTasks(reader.GetString(0), reader.GetInt32(1)));
        return held;
    }
}
