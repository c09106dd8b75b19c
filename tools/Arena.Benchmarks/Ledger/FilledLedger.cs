using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Postgres;
using Arena.Core.Matches;
using Arena.Core.Proofs;
using Npgsql;
using NpgsqlTypes;

namespace Arena.Benchmarks.Ledger;

/// <summary>A ledger in a database of its own: one league, and so many results of it. What they say is made up.</summary>
internal sealed class FilledLedger : IAsyncDisposable
{
    private const string League = "bench";

    private static readonly DateTimeOffset _day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ResultEvidence _evidence = new(
        [.. Enumerable.Range(1, 60).Select(i => (byte)i)], new byte[64], Epoch: 0, new byte[32], Evaluations: null);

    private readonly NpgsqlDataSource _durable, _relaxed;

    private FilledLedger(string connection)
    {
        var pools = PostgresPools.Of(connection);
        (_durable, _relaxed) = (NpgsqlDataSource.Create(pools.Durable), NpgsqlDataSource.Create(pools.Relaxed));
        Ledger = new PostgresLedger(_durable, _relaxed);
    }

    public ILedger Ledger { get; }

    public NpgsqlDataSource Source => _durable;

    /// <param name="server">A connection to any database of the server.</param>
    /// <param name="name">The new database's.</param>
    /// <param name="results">How many there are from the start.</param>
    /// <param name="more">How many more tasks there are.</param>
    /// <param name="cancellationToken">Ends the filling.</param>
    public static async Task<FilledLedger> CreateAsync(
        string server, string name, int results, int more, CancellationToken cancellationToken)
    {
        await using (var any = NpgsqlDataSource.Create(server))
        await using (var create = any.CreateCommand($"create database {name}"))
            await create.ExecuteNonQueryAsync(cancellationToken);
        var filled = new FilledLedger(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
        await filled.Ledger.OpenAsync(cancellationToken);
        var by = Requester.Of(Requester.Local);
        var league = new NewLeague(
            League, League, "ipd", 1, "{}", results + more,
            Enumerable.Range(0, results + more).Select(i => new NewTask(i, [0, 1], (ulong)i)), TraceParent: null, _day);
        await filled.Ledger.Leagues.CreateAsync(league, by, cancellationToken);
        await filled.FillAsync(results, cancellationToken);
        return filled;
    }

    /// <summary>A result of a task that has none.</summary>
    public static NewResult ResultOf(long taskId) => new(
        taskId, League, (int)taskId - 1, "node-1",
        new MatchRecord
        {
            Scores = [1, 0], Outcomes = [], Verdicts = [Verdict.Ok, Verdict.Ok], Moves = 60, Transcript = new byte[60],
            Hash = new byte[32], MoveTimes = [.. Enumerable.Range(1, 60)], AgentHashes = [new byte[32], new byte[32]], Epoch = 0,
            Seal = new byte[32],
        },
        DurationMicroseconds: 1000, _day);

    public async ValueTask DisposeAsync()
    {
        await _durable.DisposeAsync();
        await _relaxed.DisposeAsync();
    }

    // As record_results would, without a transaction for each.
    private async Task FillAsync(int results, CancellationToken cancellationToken)
    {
        var hash = (await Ledger.Chain.HeadAsync(cancellationToken))!.Hash;
        await using var connection = await _durable.OpenConnectionAsync(cancellationToken);
        await using (var import = await connection.BeginBinaryImportAsync("""
            copy results (sequence, task_id, league_id, match_index, node, scores, verdicts, moves, transcript, match_hash, duration_us,
                recorded_at, hash, move_times, agent_hashes, epoch, seal, covers_task) from stdin (format binary)
            """, cancellationToken))
        {
            for (var i = 0; i < results; i++)
            {
                var content = new ResultContent(
                    i + 1, League, i, "node-1", [1, 0], [Verdict.Ok, Verdict.Ok], "", 60, new byte[60], new byte[32], 1000, _day,
                    _evidence);
                var digest = ResultContent.WithTask(content.Digest(), [0, 1], (ulong)i);
                hash = ResultChain.Next(hash, digest);
                await WriteAsync(import, i, hash, cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        await using var end = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update ledger_head set sequence = $1, hash = $2")
                {
                    Parameters = { new() { Value = (long)results }, new() { Value = hash } },
                },
                new("update tasks set state = 'completed' where id <= $1") { Parameters = { new() { Value = (long)results } } },
                new("analyze"),
            },
            Timeout = 0,
        };
        await end.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, int i, byte[] hash, CancellationToken cancellationToken)
    {
        await import.StartRowAsync(cancellationToken);
        await import.WriteAsync(i + 1L, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(i + 1L, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(League, NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync(i, NpgsqlDbType.Integer, cancellationToken);
        await import.WriteAsync("node-1", NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync<double[]>([1, 0], NpgsqlDbType.Array | NpgsqlDbType.Double, cancellationToken);
        await import.WriteAsync<short[]>([0, 0], NpgsqlDbType.Array | NpgsqlDbType.Smallint, cancellationToken);
        await import.WriteAsync(60, NpgsqlDbType.Integer, cancellationToken);
        await import.WriteAsync(new byte[60], NpgsqlDbType.Bytea, cancellationToken);
        await import.WriteAsync(new byte[32], NpgsqlDbType.Bytea, cancellationToken);
        await import.WriteAsync(1000L, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(_day, NpgsqlDbType.TimestampTz, cancellationToken);
        await import.WriteAsync(hash, NpgsqlDbType.Bytea, cancellationToken);
        await import.WriteAsync(_evidence.MoveTimes, NpgsqlDbType.Bytea, cancellationToken);
        await import.WriteAsync(_evidence.AgentHashes, NpgsqlDbType.Bytea, cancellationToken);
        await import.WriteAsync(0L, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(_evidence.Seal, NpgsqlDbType.Bytea, cancellationToken);
        await import.WriteAsync(true, NpgsqlDbType.Boolean, cancellationToken);
    }
}
