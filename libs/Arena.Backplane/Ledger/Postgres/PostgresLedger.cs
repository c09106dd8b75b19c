using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>The ledger in PostgreSQL 15 or newer. Its decisions are SQL; see <c>Migrations/</c> and <c>Functions/</c>.</summary>
/// <remarks>
/// Two pools, made of the settings of <see cref="PostgresPools"/>; they belong to the caller, who disposes of them after the ledger. The
/// durable one commits synchronously. The relaxed one does not wait for the disk: it is for what may be lost with the machine (who holds a
/// task), and for results, which a synchronous commit follows before anybody hears of them.
/// </remarks>
public sealed class PostgresLedger : ILedger
{
    private readonly NpgsqlDataSource _durable;

    /// <summary>A ledger that is not open yet.</summary>
    /// <param name="durable">Its user may create tables in the database.</param>
    /// <param name="relaxed">The same user and database.</param>
    public PostgresLedger(NpgsqlDataSource durable, NpgsqlDataSource relaxed)
    {
        ArgumentNullException.ThrowIfNull(durable);
        ArgumentNullException.ThrowIfNull(relaxed);
        _durable = durable;
        var settings = new NpgsqlConnectionStringBuilder(durable.ConnectionString);
        Store = new LedgerStore("postgres", Durable: true, $"PostgreSQL at {settings.Host}:{settings.Port}, database {settings.Database}");
        Leagues = new PostgresLeagues(durable);
        Tasks = new PostgresTasks(durable, relaxed);
        Results = new PostgresResults(durable, relaxed);
        Chain = new PostgresChain(durable);
        Audit = new PostgresAudit(durable);
        Checkpoints = new PostgresCheckpoints(durable);
        Rechecks = new PostgresRechecks(durable);
        Ratings = new PostgresRatings(durable);
        Outbox = new PostgresOutbox(relaxed);
        Replicas = new PostgresReplicas(relaxed);
        Sessions = new PostgresSessions(relaxed);
        Idempotency = new PostgresIdempotency(durable);
        Relay = new PostgresRelay(relaxed);
        Tenants = new PostgresTenants(durable);
        Keys = new PostgresKeys(durable);
        Flags = new PostgresFlags(durable);
        Models = new PostgresModels(durable);
        Dials = new PostgresDials(durable);
        ProtectionKeys = new PostgresProtectionKeys(durable);
    }

    /// <inheritdoc/>
    public LedgerStore Store { get; }

    /// <inheritdoc/>
    public ILeagueStore Leagues { get; }

    /// <inheritdoc/>
    public ITaskStore Tasks { get; }

    /// <inheritdoc/>
    public IResultStore Results { get; }

    /// <inheritdoc/>
    public IChain Chain { get; }

    /// <inheritdoc/>
    public IAuditTrail Audit { get; }

    /// <inheritdoc/>
    public ICheckpointStore Checkpoints { get; }

    /// <inheritdoc/>
    public IRecheckStore Rechecks { get; }

    /// <inheritdoc/>
    public IRatingStore Ratings { get; }

    /// <inheritdoc/>
    public IOutbox Outbox { get; }

    /// <inheritdoc/>
    public IReplicaStore Replicas { get; }

    /// <inheritdoc/>
    public ISessionStore Sessions { get; }

    /// <inheritdoc/>
    public IRelay Relay { get; }

    /// <inheritdoc/>
    public IIdempotencyStore Idempotency { get; }

    /// <inheritdoc/>
    public ITenantStore Tenants { get; }

    /// <inheritdoc/>
    public IKeyStore Keys { get; }

    /// <inheritdoc/>
    public IFlagStore Flags { get; }

    /// <inheritdoc/>
    public IModelStore Models { get; }

    /// <inheritdoc/>
    public IDialStore Dials { get; }

    /// <inheritdoc/>
    public IProtectionKeyStore ProtectionKeys { get; }

    /// <inheritdoc/>
    public Task ListenAsync(Action<LedgerNews> heard, CancellationToken cancellationToken) =>
        PostgresNews.ListenAsync(_durable, heard, cancellationToken);

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await PostgresMigrations.ApplyAsync(_durable, cancellationToken);
        await PostgresChain.EnterEarlierLeaguesAsync(_durable, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
