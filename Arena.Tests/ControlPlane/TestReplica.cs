using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Replicas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Arena.Tests.ControlPlane;

/// <summary>A replica of the control plane without a loop: it has a lease that does not end, and owns what it is told to.</summary>
internal sealed class TestReplica : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<ReplicaInstruments>()
        .BuildServiceProvider();

    private TestReplica(ILedger ledger)
    {
        Instruments = _services.GetRequiredService<ReplicaInstruments>();
        Ownership = new Ownership(ledger.Replicas, Membership, Instruments, NullLogger<Ownership>.Instance);
    }

    public Membership Membership { get; } = new();

    public Ownership Ownership { get; }

    public ReplicaInstruments Instruments { get; }

    public LedgerSignals Signals { get; } = new();

    /// <summary>Of a ledger in memory, whose calls do not wait.</summary>
    public static TestReplica Of(ILedger ledger)
    {
        var replica = new TestReplica(ledger);
        replica.Membership.Renewed(ledger.Replicas.RenewAsync(replica.Membership.Id, TimeSpan.FromDays(1), default).Result);
        return replica;
    }

    public void Dispose()
    {
        Signals.Dispose();
        _services.Dispose();
    }
}
