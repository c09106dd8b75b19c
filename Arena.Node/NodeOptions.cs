using System.ComponentModel.DataAnnotations;

namespace Arena.Node;

/// <summary>Configuration section <c>Node</c>.</summary>
public sealed class NodeOptions
{
    /// <summary>
    /// The node's name in the mesh: 1 to 64 characters, unique, stable over restarts.
    /// Default: <c>node-</c> and <c>Node:Replica</c> counted from 1, where there is that; else <c>service.instance.id</c> of
    /// <c>OTEL_RESOURCE_ATTRIBUTES</c>, else the machine's name.
    /// </summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string Name { get; set; } = "";

    /// <summary>Matches played at the same time. Default: the number of processors.</summary>
    [Range(1, 1024)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Tasks to hold at most, played or not, until the control plane has them in the ledger. Default 512.
    /// Less leaves the node waiting for work; more goes elsewhere when the node dies.
    /// </summary>
    [Range(1, 100_000)]
    public int Capacity { get; set; } = 512;

    /// <summary>
    /// A PEM file of the certificates that those of the control plane and of other nodes must lead to, where they are reached by https.
    /// Default: the machine's roots.
    /// </summary>
    public string? TrustedRoots { get; set; }

    /// <summary>
    /// A folder in which the node keeps the head of the ledger that it heard last, in a file of its name, so that it knows it again after a
    /// restart. Default: none, it is kept for as long as the node runs.
    /// </summary>
    public string? HeadFolder { get; set; }
}
