using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;

namespace Arena.Tests.Backplane.Ledger;

public sealed class MemoryLeagueStoreTests() : LeagueStoreContract(new MemoryLedgers());

public sealed class MemoryTaskStoreTests() : TaskStoreContract(new MemoryLedgers());

public sealed class MemoryResultStoreTests() : ResultStoreContract(new MemoryLedgers());

public sealed class MemoryChainTests() : ChainContract(new MemoryLedgers());

public sealed class MemoryAuditTrailTests() : AuditTrailContract(new MemoryLedgers());

public sealed class MemoryCheckpointStoreTests() : CheckpointStoreContract(new MemoryLedgers());

public sealed class MemoryRecheckStoreTests() : RecheckStoreContract(new MemoryLedgers());

public sealed class MemoryRatingStoreTests() : RatingStoreContract(new MemoryLedgers());

public sealed class MemoryOutboxTests() : OutboxContract(new MemoryLedgers());

public sealed class MemoryReplicaStoreTests() : ReplicaStoreContract(new MemoryLedgers());

public sealed class MemorySessionStoreTests() : SessionStoreContract(new MemoryLedgers());

public sealed class MemoryIdempotencyStoreTests() : IdempotencyStoreContract(new MemoryLedgers());

internal sealed class MemoryLedgers : ILedgerSource
{
    public Task<ILedger> OpenAsync() => Task.FromResult<ILedger>(new MemoryLedger(TimeProvider.System));
}
