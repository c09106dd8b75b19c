using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

public sealed partial class PostgresLedger
{
    private const string LeagueColumns = "id, name, game, seed, document, matches, traceparent, created_at, completed_at, forfeited, paused_at, stopped_at, played";

    public async Task<LeagueEntry> CreateLeagueAsync(NewLeague league, CancellationToken cancellationToken)
    {
        await using var connection = await _durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await InsertLeagueAsync(connection, league, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            return await GetLeagueAsync(connection, league.Id, cancellationToken);
        }

        await CopyTasksAsync(connection, league, cancellationToken);
        await AppendEventAsync(connection, LedgerEventKind.LeagueCreated, league.Id, cancellationToken);
        var entry = await GetLeagueAsync(connection, league.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    public async Task<int> AddTasksAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken)
    {
        await using var connection = await _durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var league = await GetLeagueAsync(connection, leagueId, cancellationToken, "for share"); // nobody stops it meanwhile
        LedgerGuard.CheckIndexes(league, tasks);
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

    public async Task<IReadOnlyList<LeagueEntry>> ListLeaguesAsync(CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand($"select {LeagueColumns} from leagues order by created_at, id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var leagues = new List<LeagueEntry>();
        while (await reader.ReadAsync(cancellationToken))
            leagues.Add(ReadLeague(reader));
        return leagues;
    }

    public Task<LeagueEntry> CompleteLeagueAsync(string leagueId, CancellationToken cancellationToken) =>
        ChangeLeagueAsync(
            leagueId,
            """
            update leagues set completed_at = now(), paused_at = null,
                forfeited = (select count(*) from results where league_id = $1 and reason is not null)
            where id = $1 and completed_at is null and stopped_at is null
                and not exists (select from tasks where league_id = $1 and state <> 'completed')
                and matches = (select count(*) from tasks where league_id = $1)
            returning true
            """,
            LedgerEventKind.LeagueCompleted,
            cancellationToken);

    public Task<LeagueEntry> PauseLeagueAsync(string leagueId, CancellationToken cancellationToken) =>
        ChangeLeagueAsync(
            leagueId,
            "update leagues set paused_at = now() where id = $1 and completed_at is null and stopped_at is null and paused_at is null returning true",
            LedgerEventKind.LeaguePaused,
            cancellationToken);

    public Task<LeagueEntry> ResumeLeagueAsync(string leagueId, CancellationToken cancellationToken) =>
        ChangeLeagueAsync(
            leagueId, "update leagues set paused_at = null where id = $1 and paused_at is not null returning true", LedgerEventKind.LeagueResumed, cancellationToken);

    public Task<LeagueEntry> StopLeagueAsync(string leagueId, CancellationToken cancellationToken) =>
        ChangeLeagueAsync(leagueId, "select stop_league($1)", LedgerEventKind.LeagueStopped, cancellationToken);

    // The statement says true if it changed something.
    private async Task<LeagueEntry> ChangeLeagueAsync(string leagueId, string sql, LedgerEventKind kind, CancellationToken cancellationToken)
    {
        await using var connection = await _durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var change = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = leagueId } } };
        if (await change.ExecuteScalarAsync(cancellationToken) is true)
            await AppendEventAsync(connection, kind, leagueId, cancellationToken);
        var entry = await GetLeagueAsync(connection, leagueId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    private static async Task<bool> InsertLeagueAsync(NpgsqlConnection connection, NewLeague league, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("""
            insert into leagues (id, name, game, seed, document, matches, traceparent, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = league.Id }, new() { Value = league.Name }, new() { Value = league.Game },
                new() { Value = unchecked((long)league.Seed) }, new() { Value = league.Document },
                new() { Value = league.Matches },
                new() { Value = (object?)league.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = league.CreatedAt.ToUniversalTime() },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task CopyTasksAsync(NpgsqlConnection connection, NewLeague league, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            "copy tasks (league_id, match_index, seats, seed) from stdin (format binary)", cancellationToken);
        var written = 0;
        foreach (var task in league.Tasks)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(league.Id, NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(task.Index, NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(task.Seats, NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(unchecked((long)task.Seed), NpgsqlDbType.Bigint, cancellationToken);
            written++;
        }

        if (written > league.Matches)
            throw new ArgumentException($"The league says {league.Matches} matches and has {written} tasks.", nameof(league));
        await import.CompleteAsync(cancellationToken);
    }

    // Under the head's row lock, like every writer of the outbox: ids rise in commit order, and a reader that
    // has seen id n will never meet a smaller one later.
    private static async Task AppendEventAsync(
        NpgsqlConnection connection, LedgerEventKind kind, string leagueId, CancellationToken cancellationToken)
    {
        await using var append = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select from ledger_head for update"),
                new("insert into outbox (kind, league_id) values ($1, $2)") { Parameters = { new() { Value = (short)kind }, new() { Value = leagueId } } },
            },
        };
        await append.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<LeagueEntry> GetLeagueAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken, string locking = "")
    {
        await using var command = new NpgsqlCommand($"select {LeagueColumns} from leagues where id = $1 {locking}", connection) { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new KeyNotFoundException($"The ledger has no league '{id}'.");
        return ReadLeague(reader);
    }

    private static LeagueEntry ReadLeague(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), unchecked((ulong)reader.GetInt64(3)), reader.GetString(4),
        reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetFieldValue<DateTimeOffset>(7), Time(reader, 8), reader.GetInt32(9))
    {
        PausedAt = Time(reader, 10), StoppedAt = Time(reader, 11), PlayedWhenStopped = reader.GetInt32(12),
    };

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
