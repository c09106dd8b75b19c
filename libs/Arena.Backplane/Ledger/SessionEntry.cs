namespace Arena.Backplane.Ledger;

/// <summary>A node's stream, and whose it is.</summary>
/// <param name="Id">Of the node's process.</param>
/// <param name="Replica">The replica at which its stream is open, or was.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Hello">What the node said when it came, as the replicas write it.</param>
/// <param name="Status">What its replica said of it last, as the replicas write it; empty before that.</param>
public sealed record SessionEntry(string Id, string Replica, string Node, byte[] Hello, byte[] Status);
