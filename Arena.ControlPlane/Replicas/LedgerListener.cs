using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Replicas;

/// <summary>Passes on what the ledger tells of others' changes. Whoever waits for it looks by itself, too, only less often.</summary>
internal sealed class LedgerListener(ILedger ledger, LedgerSignals signals, Guards guards) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await guards.For(LedgerHosting.GuardName)
            .ExecuteAsync(token => ledger.ListenAsync(news => signals[news].Set(), token), stoppingToken);
}
