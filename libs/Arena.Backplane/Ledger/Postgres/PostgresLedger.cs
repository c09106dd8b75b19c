using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>The ledger in PostgreSQL 15 or newer. Its decisions are SQL; see <c>Migrations/</c>.</summary>
/// <remarks>
/// Two pools. <see cref="_durable"/> commits synchronously. <see cref="_relaxed"/> does not wait for the disk: it is
/// for what may be lost with the machine (who holds a task), and for results, which a synchronous commit follows
/// before anybody hears of them.
/// </remarks>
public sealed partial class PostgresLedger : ILedger
{
    private readonly NpgsqlDataSource _durable;
    private readonly NpgsqlDataSource _relaxed;

    /// <param name="connectionString">An Npgsql connection string whose user may create tables in the database.</param>
    public PostgresLedger(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 };
        if (!settings.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = 16;
        _durable = NpgsqlDataSource.Create(settings);
        settings.Options = $"{settings.Options} -c synchronous_commit=off".TrimStart();
        _relaxed = NpgsqlDataSource.Create(settings);
        Store = new LedgerStore("postgres", Durable: true, $"PostgreSQL at {settings.Host}:{settings.Port}, database {settings.Database}");
    }

    public LedgerStore Store { get; }

    public Task OpenAsync(CancellationToken cancellationToken) => PostgresMigrations.ApplyAsync(_durable, cancellationToken);

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _durable.DisposeAsync();
        await _relaxed.DisposeAsync();
    }
}
