namespace Arena.Backplane.Ledger;

/// <summary>A replica of the control plane.</summary>
/// <param name="Id">Drawn at its start.</param>
/// <param name="StartedAt">When it joined first, by the store's clock.</param>
/// <param name="Address">The gRPC address at which nodes reach it; empty while it has not said so.</param>
public sealed record ReplicaEntry(string Id, DateTimeOffset StartedAt, string Address = "");
