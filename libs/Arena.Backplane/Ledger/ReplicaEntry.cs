namespace Arena.Backplane.Ledger;

/// <summary>A replica of the control plane.</summary>
/// <param name="Id">Drawn at its start.</param>
/// <param name="Address">Where nodes and callers reach it; empty when it does not say.</param>
/// <param name="StartedAt">When it joined first, by the store's clock.</param>
public sealed record ReplicaEntry(string Id, string Address, DateTimeOffset StartedAt);
