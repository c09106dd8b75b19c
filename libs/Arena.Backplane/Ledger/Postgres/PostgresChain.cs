using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresChain(NpgsqlDataSource durable) : IChain
{
    private const string HeadColumns = "replace(id::text, '-', ''), sequence, leagues, hash";

    /// <summary>In the connection's transaction: the league is there and in the chain, or neither.</summary>
    public static async Task EnterAsync(NpgsqlConnection connection, LeagueEntry league, CancellationToken cancellationToken)
    {
        await using var enter = new NpgsqlCommand("select enter_league($1, $2)", connection)
        {
            Parameters = { new() { Value = league.Id }, new() { Value = LeagueChain.Digest(league) } },
        };
        await enter.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Leagues of versions that did not chain them join as they are, once: later, one outside of the chain was put there.
    /// </summary>
    public static async Task EnterEarlierLeaguesAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Locked by this: of several processes that start at once, one enters them.
        await using var first = new NpgsqlCommand(
            "update ledger_head set earlier_leagues_entered = true where not earlier_leagues_entered", connection);
        if (await first.ExecuteNonQueryAsync(cancellationToken) == 0)
            return;
        foreach (var league in await ReadEarlierAsync(connection, cancellationToken))
            await EnterAsync(connection, league, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<ChainHead?> HeadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        return await ReadHeadAsync(connection, cancellationToken);
    }

    // One moment, for as long as whoever reads takes over it: it locks nothing. Over with the connection.
    private static async Task BeginReadingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var patient = new NpgsqlCommand("set local idle_in_transaction_session_timeout = 0", connection);
        await patient.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> HasAsync(ChainHead head, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            select exists (select from ledger_head where replace(id::text, '-', '') = $1) and (
                $2 = 0 and $3 = 0 and $4 = $5
                or exists (select from results where sequence = $2 and hash = $4)
                or exists (select from leagues where chain_number = $3 and chain_after = $2 and chain_hash = $4))
            """);
        command.Parameters.Add(new() { Value = head.Ledger });
        command.Parameters.Add(new() { Value = head.Results });
        command.Parameters.Add(new() { Value = head.Leagues });
        command.Parameters.Add(new() { Value = head.Hash });
        command.Parameters.Add(new() { Value = ResultChain.Genesis });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task<ChainTail> ReadAsync(long from, long count, CancellationToken cancellationToken)
    {
        var connection = await durable.OpenConnectionAsync(cancellationToken);
        try
        {
            await BeginReadingAsync(connection, cancellationToken);
            var head = await ReadHeadAsync(connection, cancellationToken);
            var later = await ChainedLeague.ReadAsync(connection, from, cancellationToken);
            var results = from - (later.Count > 0 ? later[0].Link.Number - 1 : head?.Leagues ?? 0);
            return new ChainTail(
                head,
                await PostgresAudit.ReadHeadAsync(connection, cancellationToken),
                ReadLinksAsync(connection, later, results, count, CancellationToken.None))
            {
                Moment = connection,
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<ChainedMatch?> FindAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"""
            select {ResultRow.ChainColumns}, {LeagueRow.Columns}, leagues.chain_number + leagues.chain_after - 1,
                r.sequence - 1 + (select count(*) from leagues l where l.chain_after < r.sequence)
            from tasks t join results r on r.task_id = t.id join leagues on leagues.id = t.league_id
            where t.league_id = $1 and t.match_index = $2
            """);
        command.Parameters.Add(new() { Value = leagueId });
        command.Parameters.Add(new() { Value = index });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        const int after = ResultRow.ChainColumnCount + LeagueRow.ColumnCount;
        if (LeagueRow.TryRead(reader, ResultRow.ChainColumnCount) is not { } league || reader.IsDBNull(after))
            throw new InvalidDataException($"League '{leagueId}' cannot be read, or is not in the chain: somebody altered it.");
        var (result, task) = ResultRow.ReadContent(reader);
        return new ChainedMatch(reader.GetInt64(after + 1), result, task, reader.GetInt64(after), LeagueChain.ContentOf(league));
    }

    public async Task<ChainReading> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await durable.OpenConnectionAsync(cancellationToken);
        try
        {
            await BeginReadingAsync(connection, cancellationToken);
            var leagues = await ChainedLeague.ReadAsync(connection, from: 0, cancellationToken);
            return new ChainReading(
                await ReadHeadAsync(connection, cancellationToken),
                await LeagueCounts.ReadAsync(connection, cancellationToken),
                ReadLinksAsync(connection, leagues, after: 0, count: long.MaxValue, CancellationToken.None))
            {
                AuditHead = await PostgresAudit.ReadHeadAsync(connection, cancellationToken),
                AuditLinks = PostgresAudit.ReadLinksAsync(connection, CancellationToken.None),
                Moment = connection,
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Results in their order, and each league after those that were there when it came.
    private static async IAsyncEnumerable<ChainLink> ReadLinksAsync(
        NpgsqlConnection connection, IReadOnlyList<ChainedLeague> leagues, long after, long count,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = 0;
        await using var command = new NpgsqlCommand(
            $"""
            select {ResultRow.ChainColumns} from results r left join tasks t on t.id = r.task_id
            where r.sequence > {after} order by r.sequence {(count == long.MaxValue ? "" : $"limit {count}")}
            """, connection)
        {
            CommandTimeout = 0, // the whole ledger
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (count > 0 && await reader.ReadAsync(cancellationToken))
        {
            var result = ResultRow.ReadLink(reader);
            while (next < leagues.Count && leagues[next].After < result.Sequence && count-- > 0)
                yield return leagues[next++].Link;
            if (count-- > 0)
                yield return result;
        }

        while (next < leagues.Count && count-- > 0)
            yield return leagues[next++].Link;
    }

    private static async Task<ChainHead?> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {HeadColumns} from ledger_head", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ChainHead(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    private static async Task<List<LeagueEntry>> ReadEarlierAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {LeagueRow.Columns} from leagues where chain_number is null order by created_at, id", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var leagues = new List<LeagueEntry>();
        while (await reader.ReadAsync(cancellationToken))
            leagues.Add(LeagueRow.Read(reader));
        return leagues;
    }
}
