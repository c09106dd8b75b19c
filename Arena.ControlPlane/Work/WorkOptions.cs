using System.ComponentModel.DataAnnotations;

namespace Arena.ControlPlane.Work;

/// <summary>Configuration section <c>Work</c>.</summary>
public sealed class WorkOptions
{
    /// <summary>How often a node must say that it is there. Default 1 s.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Without a heartbeat for this long a node loses its tasks to others. Default 10 s. Shorter finds hung nodes sooner
    /// and takes tasks from nodes that were merely slow. A node whose connection breaks loses them at once.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a node may take to play a match again before another is asked. Default 5 min.</summary>
    public TimeSpan VerifyLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most tasks in one assignment. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxAssignment { get; set; } = 256;

    /// <summary>The most results written to the ledger in one round trip. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxResultBatch { get; set; } = 256;

    /// <summary>Results that wait for the ledger before nodes are made to wait. Default 4096.</summary>
    [Range(1, 1_000_000)]
    public int ResultQueueCapacity { get; set; } = 4096;
}
