using System.Diagnostics;
using Npgsql;

namespace Arena.Benchmarks.Replicas;

/// <summary>
/// What the taking in of results is compared with: rows as long as those of results, in a table with as many indexes, put there by two
/// connections, each statement as many as a replica writes at once and durable when it returns. Nothing else: no task, no chain, nobody
/// who is told.
/// </summary>
internal sealed class BareInserts : IAsyncDisposable
{
    private const int Connections = 2, RowsAtOnce = 256, Statements = 20;

    private readonly NpgsqlDataSource _source;
    private long _next;

    private BareInserts(NpgsqlDataSource source) => _source = source;

    public static async Task<BareInserts> InAsync(string database, CancellationToken cancellationToken)
    {
        var bare = new BareInserts(NpgsqlDataSource.Create(database));
        await using var create = bare._source.CreateCommand("""
            create table bare (sequence bigint primary key, task_id bigint not null unique, league text not null, body bytea not null);
            create index bare_league on bare (league, sequence);
            """);
        await create.ExecuteNonQueryAsync(cancellationToken);
        return bare;
    }

    /// <summary>Rows a second.</summary>
    public async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => InsertAsync(cancellationToken)));
        return Connections * RowsAtOnce * Statements / clock.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task InsertAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        for (var statement = 0; statement < Statements; statement++)
        {
            var from = Interlocked.Add(ref _next, RowsAtOnce);
            await using var insert = new NpgsqlCommand(
                "insert into bare select $1 + i, $1 + i, 'league', $2 from generate_series(1, $3) i", connection)
            {
                Parameters = { new() { Value = from }, new() { Value = new byte[350] }, new() { Value = RowsAtOnce } },
            };
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
