namespace Arena.Backplane.Ledger;

/// <summary>A head of the chain that somebody outside the store has kept.</summary>
/// <param name="Keeper">Who, for a sentence: "node 'a'", "you".</param>
/// <param name="Hash">32 bytes.</param>
/// <param name="Results">How many results the ledger had then; null when that is not known.</param>
public sealed record KnownHead(string Keeper, byte[] Hash, long? Results);
