using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Dials;

/// <summary>
/// Keeps this replica's dials what the ledger has: it reads them before anything goes by them, when another replica tells of a change,
/// and now and then, should nothing be heard.
/// </summary>
internal sealed partial class DialFollower(
    IDialStore store, DialDirectory dials, LedgerSignals signals, Guards guards, TimeProvider time, ILogger<DialFollower> logger)
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
            var newest = await store.HistoryAsync(before: null, limit: 1, cancellationToken);
            dials.Take(newest.Count == 0 ? DialEpoch.First : DialEntries.ToEpoch(newest[0]));
        }
        catch (InvalidDataException altered)
        {
            LogAltered(altered.Message, dials.Current.Number);
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
            await signals[LedgerNews.Dials].WaitAsync(_poll, time, stoppingToken);
            await guard.ExecuteAsync(RefreshAsync, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} The dials stay what they are in epoch {Epoch}")]
    private partial void LogAltered(string reason, long epoch);
}
