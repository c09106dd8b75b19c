namespace Arena.Backplane.Ledger;

/// <summary>A model as it is now.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Spec">What it is and how its rounds go, as JSON.</param>
/// <param name="Current">Its newest version.</param>
public sealed record ModelEntry(string Name, string Spec, ModelVersionEntry Current);
