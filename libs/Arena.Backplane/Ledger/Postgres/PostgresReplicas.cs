using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresReplicas(NpgsqlDataSource relaxed) : IReplicaStore
{
    public async Task<Renewal> RenewAsync(string replica, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var batch = relaxed.CreateBatch();
        batch.BatchCommands.Add(new("select renew_replica($1, $2), clock_timestamp()")
        {
            Parameters = { new() { Value = replica }, new() { Value = lease } },
        });
        batch.BatchCommands.Add(new("""
            select s.name, s.epoch, l.id is not null from scopes s
            left join leagues l on 'league/' || l.id = s.name and l.completed_at is null and l.stopped_at is null
            where s.replica = $1 order by l.id is null, s.name
            """)
        {
            Parameters = { new() { Value = replica } },
        });
        batch.BatchCommands.Add(new("select count(*) from leagues where completed_at is null and stopped_at is null"));
        batch.BatchCommands.Add(new(
            "select id, started_at, address from replicas where until > clock_timestamp() order by started_at, id"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (lapsed, now) = (reader.GetBoolean(0), reader.GetFieldValue<DateTimeOffset>(1));
        await reader.NextResultAsync(cancellationToken);
        var (grants, open) = (new List<Grant>(), 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            grants.Add(new Grant(reader.GetString(0), replica, reader.GetInt64(1)));
            open += reader.GetBoolean(2) ? 1 : 0;
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var leagues = reader.GetInt64(0);
        await reader.NextResultAsync(cancellationToken);
        var replicas = new List<ReplicaEntry>();
        while (await reader.ReadAsync(cancellationToken))
            replicas.Add(new ReplicaEntry(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2)));
        return new Renewal(lapsed, grants, Share.ExcessOf(open, leagues, replicas.Count), replicas, now);
    }

    public async Task AnnounceAsync(string replica, string address, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand("update replicas set address = $2 where id = $1");
        command.Parameters.Add(new() { Value = replica });
        command.Parameters.Add(new() { Value = address });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<Grant?> TakeAsync(string scope, string replica, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand("select take_scope($1, $2)");
        command.Parameters.Add(new() { Value = scope });
        command.Parameters.Add(new() { Value = replica });
        return await command.ExecuteScalarAsync(cancellationToken) is long epoch ? new Grant(scope, replica, epoch) : null;
    }

    public async Task GiveAsync(IReadOnlyCollection<Grant> grants, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand("""
            delete from scopes using unnest($1::text[], $2::text[], $3::bigint[]) as given (name, replica, epoch)
            where scopes.name = given.name and scopes.replica = given.replica and scopes.epoch = given.epoch
            """);
        command.Parameters.Add(new() { Value = grants.Select(grant => grant.Scope).ToArray() });
        command.Parameters.Add(new() { Value = grants.Select(grant => grant.Replica).ToArray() });
        command.Parameters.Add(new() { Value = grants.Select(grant => grant.Epoch).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task LeaveAsync(string replica, CancellationToken cancellationToken)
    {
        await using var batch = relaxed.CreateBatch();
        batch.BatchCommands.Add(new("delete from scopes where replica = $1") { Parameters = { new() { Value = replica } } });
        batch.BatchCommands.Add(new("update replicas set until = clock_timestamp() where id = $1 and until > clock_timestamp()")
        {
            Parameters = { new() { Value = replica } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
