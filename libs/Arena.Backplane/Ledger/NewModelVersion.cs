namespace Arena.Backplane.Ledger;

/// <summary>What a round came to.</summary>
/// <param name="Number">The round's number plus 1.</param>
/// <param name="Digest">SHA-256 of the new weights.</param>
/// <param name="State">What the aggregator keeps for the next round, as JSON; null where it keeps nothing.</param>
/// <param name="LeftOut">Clients whose updates were received, but left out of it.</param>
public sealed record NewModelVersion(long Number, byte[] Digest, string? State, IReadOnlyList<string> LeftOut);
