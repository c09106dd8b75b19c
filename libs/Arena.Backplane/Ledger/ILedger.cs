namespace Arena.Backplane.Ledger;

/// <summary>
/// The state of the arena in one store, by concern. What has to happen together does, across concerns too: a result closes its task,
/// joins the chain and enters the outbox in one transaction, whoever delivers it and however often.
/// </summary>
/// <remarks>
/// Every method of every port may be called from any thread. A store that cannot be reached throws, and nothing is half-applied. Ids and
/// names are compared byte by byte; times are kept in UTC to the microsecond.
/// </remarks>
public interface ILedger
{
    /// <summary>Which store this is and what it promises.</summary>
    LedgerStore Store { get; }

    /// <summary>Leagues and where they are in their lives.</summary>
    ILeagueStore Leagues { get; }

    /// <summary>The matches that are to be played, and who holds them.</summary>
    ITaskStore Tasks { get; }

    /// <summary>The hash-chained results.</summary>
    IResultStore Results { get; }

    /// <summary>What leagues and results are chained into.</summary>
    IChain Chain { get; }

    /// <summary>Every change that somebody made.</summary>
    IAuditTrail Audit { get; }

    /// <summary>The chain's entries as a log whose checkpoints are signed.</summary>
    ICheckpointStore Checkpoints { get; }

    /// <summary>What other nodes say of matches that were played.</summary>
    IRecheckStore Rechecks { get; }

    /// <summary>Ratings by round.</summary>
    IRatingStore Ratings { get; }

    /// <summary>What happened, for every replica to take in.</summary>
    IOutbox Outbox { get; }

    /// <summary>The control plane's replicas, and what each decides.</summary>
    IReplicaStore Replicas { get; }

    /// <summary>The nodes' streams.</summary>
    ISessionStore Sessions { get; }

    /// <summary>Messages between a node and a replica at which it has no stream.</summary>
    IRelay Relay { get; }

    /// <summary>Calls that may be made twice.</summary>
    IIdempotencyStore Idempotency { get; }

    /// <summary>Whose leagues, agents and keys there are.</summary>
    ITenantStore Tenants { get; }

    /// <summary>Who is let in.</summary>
    IKeyStore Keys { get; }

    /// <summary>What is switched on, and for whom.</summary>
    IFlagStore Flags { get; }

    /// <summary>Models that clients train together.</summary>
    IModelStore Models { get; }

    /// <summary>Numbers that are changed while everything runs.</summary>
    IDialStore Dials { get; }

    /// <summary>What seals what browsers are given to keep.</summary>
    IProtectionKeyStore ProtectionKeys { get; }

    /// <summary>
    /// Tells of what others have changed, until cancelled or the store is away, which throws. What changed before it listened is told
    /// once, at the beginning. Of a store that has one user there is nothing to tell.
    /// </summary>
    Task ListenAsync(Action<LedgerNews> heard, CancellationToken cancellationToken);

    /// <summary>Makes the store ready: applies migrations. Called once, before anything else.</summary>
    /// <exception cref="InvalidOperationException">The store was made by a program with other migrations.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the store cannot be reached.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
