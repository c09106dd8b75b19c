using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Ledger;

/// <summary>
/// Keeps something of this replica what the ledger has: it is read before anything goes by it, when another replica tells of a change, and
/// now and then, should nothing be heard.
/// </summary>
/// <param name="news">What is told when it changes.</param>
internal abstract class LedgerFollower(LedgerNews news, LedgerSignals signals, Guards guards, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(2);

    // Two readings at once must not end with the older one.
    private readonly SemaphoreSlim _reading = new(1, 1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await guards.For(LedgerHosting.GuardName).ExecuteAsync(RefreshAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads it now.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await ReadAsync(cancellationToken);
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

    /// <summary>Reads it from the ledger, one call at a time.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        while (true)
        {
            await signals[news].WaitAsync(_poll, time, stoppingToken);
            await guard.ExecuteAsync(RefreshAsync, stoppingToken);
        }
    }
}
