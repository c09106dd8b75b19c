namespace Arena.Backplane.Ledger;

/// <summary>What somebody wants a flag to be.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">Unique among its tenant's.</param>
/// <param name="Rules">For whom it is on, as JSON.</param>
public sealed record NewFlag(string Tenant, string Name, string Rules);
