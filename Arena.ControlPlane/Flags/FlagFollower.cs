using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Flags;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Flags;

/// <summary>Keeps this replica's flags what the ledger has.</summary>
internal sealed partial class FlagFollower(
    IFlagStore store, FlagBook book, LedgerSignals signals, Guards guards, TimeProvider time, ILogger<FlagFollower> logger)
    : LedgerFollower(LedgerNews.Flags, signals, guards, time)
{
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var flags = await store.ListAsync(cancellationToken);
        book.Take([.. flags.Select(TryRead).OfType<FlagVersion>()]);
    }

    // What somebody has altered in the store must not keep all others from being read.
    private FlagVersion? TryRead(FlagEntry entry)
    {
        try
        {
            return FlagEntries.ToVersion(entry);
        }
        catch (InvalidDataException altered)
        {
            LogAltered(entry.Tenant, entry.Name, entry.Version, altered.Message);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Flag {Tenant}/{Name} of version {Version} in the ledger is none and is passed over: {Reason}")]
    private partial void LogAltered(string tenant, string name, long version, string reason);
}
