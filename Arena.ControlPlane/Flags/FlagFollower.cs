using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Flags;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Flags;

/// <summary>
/// Keeps this replica's flags what the ledger has: it reads them before anything goes by them, when another replica tells of a change,
/// and now and then, should nothing be heard.
/// </summary>
internal sealed partial class FlagFollower(
    IFlagStore store, FlagBook book, LedgerSignals signals, Guards guards, TimeProvider time, ILogger<FlagFollower> logger)
    : BackgroundService
{
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(2);

    // Two readings at once must not end with the older one.
    private readonly SemaphoreSlim _reading = new(1, 1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await guards.For(LedgerHosting.GuardName).ExecuteAsync(RefreshAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads them now.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var flags = await store.ListAsync(cancellationToken);
            book.Take([.. flags.Select(TryRead).OfType<FlagVersion>()]);
        }
        finally
        {
            _reading.Release();
        }
    }

    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        while (true)
        {
            await signals[LedgerNews.Flags].WaitAsync(_poll, time, stoppingToken);
            await guard.ExecuteAsync(RefreshAsync, stoppingToken);
        }
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
