using System.Collections.Concurrent;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Postgres;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.EndToEnd.Stores;
using Npgsql;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

/// <summary>One server for the tests of the ledger in Postgres, which run one after the other.</summary>
[CollectionDefinition(Collection)]
public sealed class PostgresLedgers : ILedgerSource, ICollectionFixture<PostgresLedgers>, IAsyncLifetime
{
    public const string Collection = "postgres ledgers";

    private readonly PostgresServer _server = new();
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _pools = [];

    /// <summary>The database that the contracts share.</summary>
    public string Shared => _server.ConnectionString;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
        await _server.DisposeAsync();
    }

    public Task<ILedger> OpenAsync() => OpenAsync(Shared);

    /// <summary>The ledger in a database.</summary>
    public async Task<ILedger> OpenAsync(string database)
    {
        Requires.Postgres();
        var settings = PostgresPools.Of(database);
        var ledger = new PostgresLedger(Pool(settings.Durable), Pool(settings.Relaxed));
        await ledger.OpenAsync(default);
        return ledger;
    }

    /// <summary>An empty database of one's own.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Requires.Postgres();
        var name = $"d{Guid.NewGuid():n}";
        await QueryAsync(Shared, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(Shared) { Database = name }.ConnectionString;
    }

    /// <summary>The first field of the first row.</summary>
    public static async Task<object?> QueryAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    // The server has room for a hundred connections: those of a database whose test is over are not kept for long.
    private NpgsqlDataSource Pool(string connectionString) => _pools.GetOrAdd(connectionString, text => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(text) { ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }));
}
