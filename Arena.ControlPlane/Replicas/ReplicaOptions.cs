using System.ComponentModel.DataAnnotations;

namespace Arena.ControlPlane.Replicas;

/// <summary>Configuration section <c>Replica</c>: this process among those that share a ledger.</summary>
public sealed class ReplicaOptions
{
    public const string Section = "Replica";

    /// <summary>How many times the lease is renewed in its time.</summary>
    public const int RenewalsInLease = 5;

    /// <summary>
    /// How long a replica that says nothing keeps what it decides. Default 2 s. Shorter lets others go on sooner after a crash; longer
    /// forgives a database that is slow to answer. Nothing is decided twice in either case: what comes too late is refused.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many replicas there are meant to be. Default 1. With more, a ledger in memory, which they cannot share, is refused at the start.
    /// </summary>
    [Range(1, 64)]
    public int Count { get; set; } = 1;

    /// <summary>
    /// The gRPC address at which nodes reach this replica, such as <c>http://10.0.0.7:5081</c>: nodes are told it, and dial it when the one
    /// at which they are is gone. Default: that of <c>Kestrel:Endpoints:grpc:Url</c> where it is one; empty where it only says "anywhere"
    /// (<c>http://+:8080</c>), and then nodes know this replica only by what they are given at their start.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>How often the lease is renewed.</summary>
    public TimeSpan RenewalInterval => Lease / RenewalsInLease;
}
