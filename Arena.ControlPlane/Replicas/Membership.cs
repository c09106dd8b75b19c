using System.Security.Cryptography;
using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Replicas;

/// <summary>Who this replica is, and who else has a lease. Written by <see cref="ReplicaLoop"/>; read by anyone.</summary>
internal sealed class Membership
{
    private const int IdLength = 12;

    private IReadOnlyList<ReplicaEntry> _replicas = [];
    private long _lapses;

    /// <summary>Drawn at the start: a process that is started again is another replica.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>All that have a lease, the oldest first, as of the last renewal.</summary>
    public IReadOnlyList<ReplicaEntry> Replicas => Volatile.Read(ref _replicas);

    /// <summary>Where they are, of those that have said so.</summary>
    public IReadOnlyList<string> Addresses => [.. Replicas.Select(replica => replica.Address).Where(address => address.Length > 0)];

    /// <summary>Those of them that are somebody else.</summary>
    public IEnumerable<ReplicaEntry> Others => Replicas.Where(replica => replica.Id != Id);

    /// <summary>
    /// How often this replica has had no lease for a time, its start included. Whoever follows the ledger and finds this changed has
    /// missed something, and reads everything anew.
    /// </summary>
    public long Lapses => Interlocked.Read(ref _lapses);

    public void Renewed(Renewal renewal)
    {
        Volatile.Write(ref _replicas, renewal.Replicas);
        if (renewal.Lapsed)
            Interlocked.Increment(ref _lapses);
    }
}
