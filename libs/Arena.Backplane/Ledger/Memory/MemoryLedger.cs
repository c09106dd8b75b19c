namespace Arena.Backplane.Ledger.Memory;

/// <summary>The ledger without a database: the same decisions under one lock, gone with the process.</summary>
public sealed class MemoryLedger : ILedger
{
    /// <summary>An empty ledger.</summary>
    /// <param name="time">Says when leagues are paused, completed and stopped.</param>
    public MemoryLedger(TimeProvider time)
    {
        var state = new MemoryState(time);
        var tenants = new MemoryTenants(state, time);
        Leagues = new MemoryLeagues(state, tenants, time);
        Tasks = new MemoryTasks(state);
        Results = new MemoryResults(state);
        Chain = new MemoryChain(state);
        Audit = new MemoryAudit(state);
        Checkpoints = new MemoryCheckpoints(state, time);
        Rechecks = new MemoryRechecks(state);
        Ratings = new MemoryRatings(state);
        var replicas = new MemoryReplicas(state, time);
        Outbox = new MemoryOutbox(state, replicas);
        Replicas = replicas;
        Sessions = new MemorySessions(state, replicas);
        Idempotency = new MemoryIdempotency(state, time);
        Relay = new MemoryRelay(state, replicas);
        Tenants = tenants;
        Keys = new MemoryKeys(state, tenants);
        Flags = new MemoryFlags(state, tenants, time);
        Models = new MemoryModels(state, time);
        Dials = new MemoryDials(state, time);
        ProtectionKeys = new MemoryProtectionKeys(state, time);
    }

    /// <inheritdoc/>
    public LedgerStore Store { get; } = new("memory", Durable: false, "in memory: results are gone when the process ends");

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
        Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
