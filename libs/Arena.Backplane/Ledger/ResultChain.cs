using System.Security.Cryptography;
using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>
/// The hash chain over results and leagues: <c>hash(n) = SHA-256(hash(n-1) || digest(n))</c> with <c>hash(0)</c> 32 zero bytes, so
/// that changing, removing or reordering any entry changes every hash after it. What the digests are over: <see cref="ResultContent"/> and
/// <see cref="LeagueContent"/>.
/// </summary>
public static class ResultChain
{
    /// <summary>The hash before the first entry: 32 zero bytes.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of the chain after an entry with this digest; all of them 32 bytes.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest)
    {
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        previous.CopyTo(both);
        digest.CopyTo(both[SHA256.HashSizeInBytes..]);
        return SHA256.HashData(both);
    }

    /// <summary>SHA-256 over the result's fields (32 bytes).</summary>
    public static byte[] Digest(NewResult result) => Digest(result, EvidenceBytes.Of(result.Match));

    /// <summary>
    /// The same with the evidence as it is stored: bytes that say the same in another way, or nothing at all, have digests of their own.
    /// </summary>
    internal static byte[] Digest(NewResult result, ResultEvidence? evidence) => ContentOf(result, evidence).Digest();

    internal static ResultContent ContentOf(NewResult result, ResultEvidence? evidence)
    {
        var match = result.Match;
        return new ResultContent(
            result.TaskId, result.LeagueId, result.Index, result.Node, match.Scores, match.Verdicts, match.Reason ?? "", match.Moves,
            match.Transcript, match.Hash, result.DurationMicroseconds, result.RecordedAt, evidence);
    }
}
