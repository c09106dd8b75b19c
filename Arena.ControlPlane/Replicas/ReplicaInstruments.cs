using System.Diagnostics.Metrics;

namespace Arena.ControlPlane.Replicas;

internal sealed class ReplicaInstruments
{
    public const string Name = "Arena.ControlPlane.Replicas";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _lapses;
    private readonly Gauge<int> _scopes;
    private readonly Gauge<int> _replicas;
    private long _refusals;

    public ReplicaInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _refused = meter.CreateCounter<long>(
            "arena.replica.decisions.refused", "{decision}", "Decisions that the ledger refused: another replica owned the scope by then.");
        _lapses = meter.CreateCounter<long>("arena.replica.lapses", "{lapse}", "Times that this replica's lease ran out and it came back.");
        _scopes = meter.CreateGauge<int>("arena.replica.scopes", "{scope}", "Scopes that this replica decides about.");
        _replicas = meter.CreateGauge<int>("arena.replicas", "{replica}", "Replicas that have a lease.");
    }

    /// <summary>Decisions that were refused since the start.</summary>
    public long Refusals => Interlocked.Read(ref _refusals);

    public void Refused()
    {
        Interlocked.Increment(ref _refusals);
        _refused.Add(1);
    }

    public void Lapsed() => _lapses.Add(1);

    public void Renewed(int scopes, int replicas)
    {
        _scopes.Record(scopes);
        _replicas.Record(replicas);
    }
}
