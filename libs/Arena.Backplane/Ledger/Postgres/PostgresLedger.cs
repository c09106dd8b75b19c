using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>The ledger in PostgreSQL 15 or newer. Its decisions are SQL; see <c>Migrations/</c>.</summary>
/// <remarks>
/// Two pools, made of the settings of <see cref="PostgresPools"/>; they belong to the caller, who disposes of them after the ledger. The
/// durable one commits synchronously. The relaxed one does not wait for the disk: it is for what may be lost with the machine (who holds a
/// task), and for results, which a synchronous commit follows before anybody hears of them.
/// </remarks>
public sealed partial class PostgresLedger : ILedger
{
    private readonly NpgsqlDataSource _durable;
    private readonly NpgsqlDataSource _relaxed;

    /// <param name="durable">Its user may create tables in the database.</param>
    /// <param name="relaxed">The same user and database.</param>
    public PostgresLedger(NpgsqlDataSource durable, NpgsqlDataSource relaxed)
    {
        ArgumentNullException.ThrowIfNull(durable);
        (_durable, _relaxed) = (durable, relaxed);
        var settings = new NpgsqlConnectionStringBuilder(durable.ConnectionString);
        Store = new LedgerStore("postgres", Durable: true, $"PostgreSQL at {settings.Host}:{settings.Port}, database {settings.Database}");
    }

    public LedgerStore Store { get; }

    public Task OpenAsync(CancellationToken cancellationToken) => PostgresMigrations.ApplyAsync(_durable, cancellationToken);

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
