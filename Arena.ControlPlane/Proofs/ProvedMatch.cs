using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Proofs;

/// <summary>That a match's result and its league are in the log as it was of some size.</summary>
/// <param name="Checkpoint">Null where the ledger has none of that size.</param>
/// <param name="Size">How many entries the checkpoint is of.</param>
/// <param name="Match">The two entries, and where they are.</param>
/// <param name="LeaguePath">The hashes from the league's entry to the root.</param>
/// <param name="ResultPath">The hashes from the result's entry to the root.</param>
internal sealed record ProvedMatch(
    StoredCheckpoint? Checkpoint, long Size, ChainedMatch Match, IReadOnlyList<byte[]> LeaguePath, IReadOnlyList<byte[]> ResultPath);
