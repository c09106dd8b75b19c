using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Guard;
using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Replicas;

/// <summary>
/// Keeps this replica's lease, and with it what it decides. Before anything that decides starts, it has one; when it stops, others go on
/// at once.
/// </summary>
internal sealed partial class ReplicaLoop(
    ILedger ledger, Membership membership, Ownership ownership, LedgerSignal signal, ReplicaInstruments instruments, Guards guards,
    IOptions<ReplicaOptions> options, LedgerClock clock, ILogger<ReplicaLoop> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Count > 1 && !ledger.Store.Durable)
        {
            throw new StartFault(
                $"There are to be {options.Value.Count} replicas of the control plane, and the ledger is {ledger.Store.Description}: they "
                + $"have nothing to share. Set ConnectionStrings__{LedgerHosting.ConnectionName} to a PostgreSQL database.");
        }

        await guards.For(LedgerHosting.GuardName).ExecuteAsync(RenewAsync, cancellationToken);
        LogJoined(membership.Id, membership.Replicas.Count);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await ledger.Replicas.LeaveAsync(membership.Id, cancellationToken);
        }
        catch (Exception away) when (Outage.Is(away) || away is OperationCanceledException)
        {
            // The lease runs out.
        }
    }

    internal async Task RenewAsync(CancellationToken cancellationToken)
    {
        var (before, owned, asked) = (membership.Replicas.Count, ownership.Grants, clock.GetUtcNow());
        var renewal = await ledger.Replicas.RenewAsync(membership.Id, options.Value.Lease, cancellationToken);
        if (clock.Set(asked, renewal.Now))
            LogClock(clock.Offset);
        membership.Renewed(renewal);
        if (renewal.Lapsed && options.Value.Address.Length > 0)
            await ledger.Replicas.AnnounceAsync(membership.Id, options.Value.Address, cancellationToken);
        var given = ownership.Renewed(renewal, owned);
        if (given.Count > 0)
            await ledger.Replicas.GiveAsync(given, cancellationToken);
        instruments.Renewed(ownership.Count, renewal.Replicas.Count);
        if (renewal.Lapsed && before > 0)
        {
            instruments.Lapsed();
            LogLapsed(membership.Id);
        }

        if (renewal.Replicas.Count != before && before > 0)
            LogChanged(renewal.Replicas.Count);
        if (renewal.Lapsed || ownership.Grants.Except(owned).Any())
            signal.Set(); // there may be something to decide
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(LedgerHosting.GuardName);
        using var timer = new PeriodicTimer(options.Value.RenewalInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await guard.ExecuteAsync(RenewAsync, stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Replica {Replica} of the control plane, one of {Count}")]
    private partial void LogJoined(string replica, int count);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The ledger's clock is {Offset} before that of this machine; that of the ledger is gone by")]
    private partial void LogClock(TimeSpan offset);

    [LoggerMessage(Level = LogLevel.Information, Message = "The control plane has {Count} replicas now")]
    private partial void LogChanged(int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Replica {Replica} had no lease for a time: others may have decided for it. It reads everything anew")]
    private partial void LogLapsed(string replica);
}
