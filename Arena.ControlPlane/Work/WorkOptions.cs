using System.ComponentModel.DataAnnotations;

namespace Arena.ControlPlane.Work;

/// <summary>Configuration section <c>Work</c>.</summary>
public sealed class WorkOptions
{
    public const string Section = "Work";

    /// <summary>Heartbeats that a node may miss before its lease is over, where <see cref="Lease"/> says nothing else.</summary>
    public const int HeartbeatsInLease = 10;

    /// <summary>
    /// After a restart of the control plane nodes need up to two seconds to dial again, and must find what they hold still theirs.
    /// </summary>
    public static readonly TimeSpan ShortestDefaultLease = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a node must say that it is there. Default 1 s. Shorter costs messages; longer finds out later who is gone, since the
    /// lease follows from it.
    /// </summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Without a heartbeat for this long a node loses its tasks to others. Default <see cref="HeartbeatsInLease"/> times
    /// <see cref="HeartbeatInterval"/>, but at least <see cref="ShortestDefaultLease"/>: 10 s. Shorter finds hung nodes sooner
    /// and takes tasks from nodes that were merely slow. A node whose connection breaks loses them at once.
    /// </summary>
    public TimeSpan? Lease { get; set; }

    /// <summary>The lease that holds.</summary>
    public TimeSpan LeaseOrDefault() => Lease ?? Max(HeartbeatsInLease * HeartbeatInterval, ShortestDefaultLease);

    /// <summary>The most tasks in one assignment. Default 256. More cost fewer messages; fewer spread a short league better.</summary>
    [Range(1, 10_000)]
    public int MaxAssignment { get; set; } = 256;

    /// <summary>The most results written to the ledger in one round trip. Default 256. More make each of them wait for longer.</summary>
    [Range(1, 10_000)]
    public int MaxResultBatch { get; set; } = 256;

    /// <summary>Results that wait for the ledger before nodes are made to wait. Default 4096.</summary>
    [Range(1, 1_000_000)]
    public int ResultQueueCapacity { get; set; } = 4096;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
