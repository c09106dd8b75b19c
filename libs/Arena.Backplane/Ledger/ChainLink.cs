namespace Arena.Backplane.Ledger;

/// <summary>One result as the chain sees it.</summary>
/// <param name="Sequence">Position from 1, without gaps.</param>
/// <param name="TaskId">The task that it closed.</param>
/// <param name="Digest">
/// SHA-256 over the stored fields, made when it was read (32 bytes); see <see cref="ResultChain"/>. Null when they hold what no result has.
/// </param>
/// <param name="Hash">What is stored as the chain's hash up to here (32 bytes).</param>
public sealed record ChainLink(long Sequence, long TaskId, byte[]? Digest, byte[] Hash);
