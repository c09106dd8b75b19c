namespace Arena.Backplane.Ledger;

/// <summary>A version of a model. None is ever changed.</summary>
/// <param name="Number">Rounds behind it, from 0.</param>
/// <param name="Digest">SHA-256 of its weights.</param>
/// <param name="State">What the aggregator keeps for the next round, as JSON; null where it keeps nothing.</param>
/// <param name="At">Since when it is there, by the store's clock: also since when the next round is open.</param>
/// <param name="Updates">Whose updates it was made of, by client; empty for version 0.</param>
public sealed record ModelVersionEntry(
    long Number, byte[] Digest, string? State, DateTimeOffset At, IReadOnlyList<ModelUpdateEntry> Updates);
