using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresTasks(NpgsqlDataSource durable, NpgsqlDataSource relaxed) : ITaskStore
{
    public async Task<int> AddAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, Grant grant, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var league = await LeagueRow.GetAsync(connection, leagueId, "for share", cancellationToken); // nobody stops it meanwhile
        await Fence.CheckAsync(connection, grant, cancellationToken);
        LedgerGuard.Check(league, tasks);
        if (league.Phase == LeaguePhase.Stopped)
            return 0;

        // Seats come as one array, so many for each task: two agents, or as many as the game has.
        var seats = tasks.Count == 0 ? 1 : tasks.First().Seats.Length;
        await using var add = new NpgsqlCommand("""
            insert into tasks (league_id, match_index, seats, seed)
            select $1, t.match_index, ($3::integer[])[(t.place - 1) * $5 + 1 : t.place * $5], t.seed
            from unnest($2::integer[], $4::bigint[]) with ordinality as t (match_index, seed, place)
            order by t.match_index
            on conflict (league_id, match_index) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = leagueId },
                new() { Value = tasks.Select(t => t.Index).ToArray() },
                new() { Value = tasks.SelectMany(t => t.Seats).ToArray() },
                new() { Value = tasks.Select(t => unchecked((long)t.Seed)).ToArray() },
                new() { Value = seats },
            },
        };
        var added = await add.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    public async Task<IReadOnlyList<ClaimedTask>?> ClaimAsync(TaskClaim claim, CancellationToken cancellationToken)
    {
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection); // one transaction
        if (claim.MostHeld is not null)
        {
            batch.BatchCommands.Add(new("select pg_advisory_xact_lock(hashtextextended($1, 0))")
            {
                Parameters = { new() { Value = claim.LeagueId } },
            });
        }

        batch.BatchCommands.Add(new("select from sessions where id = $1 and replica = $2 for share")
        {
            Parameters = { new() { Value = claim.Session }, new() { Value = claim.Replica } },
        });
        batch.BatchCommands.Add(ClaimCommand(claim));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (claim.MostHeld is not null)
            await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        await reader.NextResultAsync(cancellationToken);
        var tasks = new List<ClaimedTask>(claim.Max);
        while (await reader.ReadAsync(cancellationToken))
            tasks.Add(Read(reader));
        tasks.Sort((a, b) => a.Index.CompareTo(b.Index));
        return tasks;
    }

    public async Task<IReadOnlyList<TaskEntry>> ListAsync(
        string leagueId, TaskPhase? phase, int after, int max, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            select id, match_index, seats, seed, attempt, state, session from tasks
            where league_id = $1 and match_index > $2 and ($3::text is null or state = $3) order by match_index limit $4
            """);
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(NullableValue.Of(phase?.ToString().ToLowerInvariant(), NpgsqlDbType.Text));
        command.Parameters.Add(new() { Value = max });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tasks = new List<TaskEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var task = Read(reader);
            tasks.Add(new TaskEntry(
                task.Id, new NewTask(task.Index, task.Seats, task.Seed), Enum.Parse<TaskPhase>(reader.GetString(5), ignoreCase: true),
                reader.IsDBNull(6) ? null : reader.GetString(6), task.Attempt));
        }

        return tasks;
    }

    public async Task<IReadOnlyCollection<string>> ReleaseAsync(
        string session, string replica, IReadOnlyCollection<long> taskIds, CancellationToken cancellationToken)
    {
        await using var connection = await relaxed.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var own = new NpgsqlCommand("select true from sessions where id = $1 and replica = $2 for share", connection)
        {
            Parameters = { new() { Value = session }, new() { Value = replica } },
        };
        if (await own.ExecuteScalarAsync(cancellationToken) is not true)
            return [];
        var leagues = await TaskRelease.OnlyAsync(connection, session, taskIds, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return leagues;
    }

    // The inner select only ever sees rows that nobody else is claiming; the update returns them in no order.
    private static NpgsqlBatchCommand ClaimCommand(TaskClaim claim) => new("""
        update tasks set state = 'assigned', session = $2, attempt = attempt + 1
        where id in (
            select id from tasks where league_id = $1 and state = 'pending' and not seats && $4
                and not exists (select from leagues where id = $1 and paused_at is not null)
                and exists (select from sessions where id = $2 and replica = $5)
            order by match_index
            limit case when $6::integer is null then $3
                else greatest(0, least($3, $6 - (select count(*) from tasks where league_id = $1 and state = 'assigned'))) end
            for update skip locked)
        returning id, match_index, seats, seed, attempt
        """)
    {
        Parameters =
        {
            new() { Value = claim.LeagueId },
            new() { Value = claim.Session },
            new() { Value = claim.Max },
            new() { Value = claim.AbsentAgents.ToArray() },
            new() { Value = claim.Replica },
            NullableValue.Of(claim.MostHeld, NpgsqlDbType.Integer),
        },
    };

    private static ClaimedTask Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<int[]>(2), unchecked((ulong)reader.GetInt64(3)), reader.GetInt32(4));
}
