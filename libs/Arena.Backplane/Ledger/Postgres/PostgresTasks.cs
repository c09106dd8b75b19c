using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresTasks(NpgsqlDataSource durable, NpgsqlDataSource relaxed) : ITaskStore
{
    public async Task<int> AddAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var league = await LeagueRow.GetAsync(connection, leagueId, "for share", cancellationToken); // nobody stops it meanwhile
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

    public async Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        string leagueId, string session, int max, IReadOnlyCollection<int> absentAgents, CancellationToken cancellationToken)
    {
        // The inner select only ever sees rows that nobody else is claiming; the update returns them in no order.
        await using var command = relaxed.CreateCommand("""
            update tasks set state = 'assigned', session = $2, attempt = attempt + 1
            where id in (
                select id from tasks where league_id = $1 and state = 'pending' and not seats && $4
                    and not exists (select from leagues where id = $1 and paused_at is not null)
                order by match_index limit $3 for update skip locked)
            returning id, match_index, seats, seed, attempt
            """);
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = session });
        command.Parameters.Add(new() { Value = max });
        command.Parameters.Add(new() { Value = absentAgents.ToArray() });
        var tasks = new List<ClaimedTask>(max);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            tasks.Add(Read(reader));
        tasks.Sort((a, b) => a.Index.CompareTo(b.Index));
        return tasks;
    }

    public Task<IReadOnlyCollection<string>> ReleaseAsync(
        string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken) =>
        ReleaseAsync("$2::bigint[] is null or id = any($2)", session, taskIds, cancellationToken);

    public Task<IReadOnlyCollection<string>> ReleaseAllButAsync(
        string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken) =>
        ReleaseAsync("id <> all($2)", session, kept, cancellationToken);

    public async Task<IReadOnlyList<HeldTasks>> ListHeldAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            select session, league_id, count(*)::int from tasks where state = 'assigned' group by session, league_id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var held = new List<HeldTasks>();
        while (await reader.ReadAsync(cancellationToken))
            held.Add(new HeldTasks(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return held;
    }

    private async Task<IReadOnlyCollection<string>> ReleaseAsync(
        string which, string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken)
    {
        await using var command = relaxed.CreateCommand($"""
            update tasks set state = 'pending', session = null
            where state = 'assigned' and session = $1 and ({which})
            returning league_id
            """);
        command.Parameters.Add(new() { Value = session });
        command.Parameters.Add(NullableValue.Of(taskIds?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint));
        var leagues = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            leagues.Add(reader.GetString(0));
        return leagues;
    }

    private static ClaimedTask Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<int[]>(2), unchecked((ulong)reader.GetInt64(3)), reader.GetInt32(4));
}
