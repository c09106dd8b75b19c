using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;

namespace Arena.Tests.Backplane.Ledger;

public sealed class MemoryLedgerTests : LedgerContract
{
    protected override Task<ILedger> OpenAsync() => Task.FromResult<ILedger>(new MemoryLedger(TimeProvider.System));
}
