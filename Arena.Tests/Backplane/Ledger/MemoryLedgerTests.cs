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

public sealed class MemoryProtectionKeyStoreTests() : ProtectionKeyStoreContract(new MemoryLedgers());

public sealed class MemoryKeyStoreTests() : KeyStoreContract(new MemoryLedgers())
{
    [Fact]
    public async Task Of_many_who_try_at_once_one_adds_the_first_key()
    {
        var ledger = await OpenAsync();
        var tries = Enumerable.Range(0, 8).Select(i => ledger.Keys.TryAddFirstAsync(
            new KeyEntry($"k{i}", ITenantStore.Default, "admin", "", [], new byte[32], DateTimeOffset.UnixEpoch),
            LedgerSteps.Requester, None));
        Assert.Single(await Task.WhenAll(tries), added => added);
    }
}

public sealed class MemoryQuotaTests() : QuotaContract(new MemoryLedgers());

public sealed class MemoryModelStoreTests() : ModelStoreContract(new MemoryLedgers());

public sealed class MemoryDialStoreTests() : DialStoreContract(new MemoryLedgers());

public sealed class MemoryFlagStoreTests() : FlagStoreContract(new MemoryLedgers());

internal sealed class MemoryLedgers : ILedgerSource
{
    public Task<ILedger> OpenAsync() => Task.FromResult<ILedger>(new MemoryLedger(TimeProvider.System));
}
