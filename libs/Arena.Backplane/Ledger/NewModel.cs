namespace Arena.Backplane.Ledger;

/// <summary>A model that somebody wants.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Spec">What it is and how its rounds go, as JSON; the ledger keeps it as it is.</param>
/// <param name="Digest">SHA-256 of the weights of version 0.</param>
public sealed record NewModel(string Name, string Spec, byte[] Digest);
