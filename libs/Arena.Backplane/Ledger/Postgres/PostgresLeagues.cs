using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresLeagues(NpgsqlDataSource durable) : ILeagueStore
{
    public async Task<LeagueEntry> CreateAsync(NewLeague league, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await InsertAsync(connection, league, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            return await LeagueRow.GetAsync(connection, league.Id, locking: "", cancellationToken);
        }

        await TenantQuotaCheck.LeagueAsync(connection, league, cancellationToken);
        await CopyTasksAsync(connection, league, cancellationToken);
        await PostgresOutbox.AppendAsync(connection, LedgerEventKind.LeagueCreated, league.Id, cancellationToken);
        var entry = await LeagueRow.GetAsync(connection, league.Id, locking: "", cancellationToken);
        await PostgresChain.EnterAsync(connection, entry, cancellationToken);
        var started = AuditChange.OfLeague("start", entry.Id, before: null, entry.Phase);
        await PostgresAudit.AppendAsync(connection, by, started, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    public async Task<IReadOnlyList<LeagueEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"select {LeagueRow.Columns} from leagues order by created_at, id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var leagues = new List<LeagueEntry>();
        while (await reader.ReadAsync(cancellationToken))
            leagues.Add(LeagueRow.Read(reader));
        return leagues;
    }

    public async Task<LeagueEntry?> FindAsync(string leagueId, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"select {LeagueRow.Columns} from leagues where id = $1");
        command.Parameters.Add(new() { Value = leagueId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? LeagueRow.Read(reader) : null;
    }

    public async Task<LeagueEntry> CompleteAsync(string leagueId, Grant grant, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Fence.CheckAsync(connection, grant, cancellationToken);
        const string sql = """
            update leagues set version = version + 1, completed_at = now(), paused_at = null,
                forfeited = (select count(*) from results where league_id = $1 and reason is not null)
            where id = $1 and completed_at is null and stopped_at is null
                and not exists (select from tasks where league_id = $1 and state <> 'completed')
                and matches = (select count(*) from tasks where league_id = $1)
            returning true
            """;
        await ChangeAsync(connection, leagueId, sql, LedgerEventKind.LeagueCompleted, cancellationToken);
        var entry = await LeagueRow.GetAsync(connection, leagueId, locking: "", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    public Task<LeagueEntry> PauseAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken)
    {
        const string sql = """
            update leagues set version = version + 1, paused_at = now()
            where id = $1 and completed_at is null and stopped_at is null and paused_at is null
            returning true
            """;
        return ChangeAsync(leagueId, sql, LedgerEventKind.LeaguePaused, "pause", version, by, cancellationToken);
    }

    public Task<LeagueEntry> ResumeAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken)
    {
        const string sql = """
            update leagues set version = version + 1, paused_at = null
            where id = $1 and paused_at is not null
            returning true
            """;
        return ChangeAsync(leagueId, sql, LedgerEventKind.LeagueResumed, "resume", version, by, cancellationToken);
    }

    public Task<LeagueEntry> StopAsync(string leagueId, long? version, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(leagueId, "select stop_league($1)", LedgerEventKind.LeagueStopped, "stop", version, by, cancellationToken);

    // What people ask for needs no grant, and is in the audit trail.
    private async Task<LeagueEntry> ChangeAsync(
        string leagueId, string sql, LedgerEventKind kind, string what, long? version, Requester by,
        CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Its row stays locked: of two who show the same version, the second finds what the first has made of it.
        var before = await LeagueRow.GetAsync(connection, leagueId, "for no key update", cancellationToken);
        if (version is { } wanted && before.Version != wanted)
            throw new StaleVersionException(before, wanted);
        var isChanged = await ChangeAsync(connection, leagueId, sql, kind, cancellationToken);
        var entry = await LeagueRow.GetAsync(connection, leagueId, locking: "", cancellationToken);
        if (isChanged)
        {
            var change = AuditChange.OfLeague(what, leagueId, before.Phase, entry.Phase);
            await PostgresAudit.AppendAsync(connection, by, change, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    // The statement says true if it changed something.
    private static async Task<bool> ChangeAsync(
        NpgsqlConnection connection, string leagueId, string sql, LedgerEventKind kind, CancellationToken cancellationToken)
    {
        await using var change = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = leagueId } },
            CommandTimeout = 0, // a league may have millions of tasks
        };
        if (await change.ExecuteScalarAsync(cancellationToken) is not true)
            return false;
        await PostgresOutbox.AppendAsync(connection, kind, leagueId, cancellationToken);
        return true;
    }

    private static async Task<bool> InsertAsync(NpgsqlConnection connection, NewLeague league, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("""
            insert into leagues (id, name, game, seed, document, matches, traceparent, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = league.Id },
                new() { Value = league.Name },
                new() { Value = league.Game },
                new() { Value = unchecked((long)league.Seed) },
                new() { Value = league.Document },
                new() { Value = league.Matches },
                NullableValue.Of(league.TraceParent, NpgsqlDbType.Text),
                new() { Value = league.CreatedAt.ToUniversalTime() },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task CopyTasksAsync(NpgsqlConnection connection, NewLeague league, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            "copy tasks (league_id, match_index, seats, seed) from stdin (format binary)", cancellationToken);
        foreach (var task in LedgerGuard.TasksOf(league))
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(league.Id, NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(task.Index, NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(task.Seats, NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(unchecked((long)task.Seed), NpgsqlDbType.Bigint, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }
}
