namespace Arena.Backplane.Ledger;

/// <summary>One entry of the chain, as it is stored.</summary>
/// <param name="Digest">
/// SHA-256 over the stored fields, made when they were read (32 bytes); see <see cref="ResultChain"/> and <see cref="LeagueChain"/>. Null
/// when they hold what no entry has.
/// </param>
/// <param name="Hash">What is stored as the chain's hash up to here (32 bytes).</param>
public abstract record ChainLink(byte[]? Digest, byte[] Hash);

/// <summary>A result in the chain.</summary>
/// <param name="Sequence">Position among the results, from 1, without gaps.</param>
/// <param name="TaskId">The task that it closed.</param>
/// <param name="Digest">See <see cref="ChainLink"/>.</param>
/// <param name="Hash">See <see cref="ChainLink"/>.</param>
public sealed record ResultLink(long Sequence, long TaskId, byte[]? Digest, byte[] Hash) : ChainLink(Digest, Hash);

/// <summary>A league in the chain: it enters when it is created.</summary>
/// <param name="Number">Position among the leagues, from 1, without gaps.</param>
/// <param name="Id">The league's.</param>
/// <param name="Digest">See <see cref="ChainLink"/>.</param>
/// <param name="Hash">See <see cref="ChainLink"/>.</param>
public sealed record LeagueLink(long Number, string Id, byte[]? Digest, byte[] Hash) : ChainLink(Digest, Hash);

/// <summary>An entry of the audit trail, which is a chain of its own.</summary>
/// <param name="Sequence">Position in it, from 1, without gaps.</param>
/// <param name="Digest">See <see cref="ChainLink"/> and <see cref="AuditChain"/>.</param>
/// <param name="Hash">See <see cref="ChainLink"/>.</param>
public sealed record AuditLink(long Sequence, byte[]? Digest, byte[] Hash) : ChainLink(Digest, Hash);
