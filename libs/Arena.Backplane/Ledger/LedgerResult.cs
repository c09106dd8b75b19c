namespace Arena.Backplane.Ledger;

/// <summary>A result in the chain.</summary>
/// <param name="Sequence">Position from 1, without gaps, over all leagues.</param>
/// <param name="Result">What was reported.</param>
/// <param name="Hash">SHA-256 over the predecessor's hash and this result's digest (32 bytes); see <see cref="ResultChain"/>.</param>
public sealed record LedgerResult(long Sequence, NewResult Result, byte[] Hash);
