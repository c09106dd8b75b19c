using System.Security.Cryptography;
using System.Text;

namespace Arena.Backplane.Ledger;

/// <summary>
/// The hash chain over results and leagues: <c>hash(n) = SHA-256(hash(n-1) || digest(n))</c> with <c>hash(0)</c> 32 zero bytes, so
/// that changing, removing or reordering any entry changes every hash after it.
/// The digest covers every stored field; integers are little-endian, and texts, bytes and arrays carry their length.
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
    internal static byte[] Digest(NewResult result, EvidenceBytes? evidence)
    {
        var bytes = new ChainBytes();
        var match = result.Match;
        bytes.Write(result.TaskId);
        bytes.Write(result.LeagueId);
        bytes.Write(result.Index);
        bytes.Write(result.Node);
        bytes.Write(match.Scores.Length);
        foreach (var score in match.Scores)
            bytes.Write(BitConverter.DoubleToInt64Bits(score));
        bytes.Write(match.Verdicts.Length);
        foreach (var verdict in match.Verdicts)
            bytes.Write((long)verdict);
        bytes.Write(match.Reason ?? "");
        bytes.Write(match.Moves);
        bytes.Write(match.Transcript);
        bytes.Write(match.Hash);
        bytes.Write(result.DurationMicroseconds);
        bytes.Write(result.RecordedAt);
        if (evidence is not null)
            Write(bytes, evidence);
        return bytes.Digest();
    }

    /// <summary>
    /// What a result enters the chain by (32 bytes): its digest and its task's seats and seed, as <c>{0,1} 42</c> in UTF-8, so that it
    /// cannot become another agent's. The seed's 64 bits are written as a signed number.
    /// </summary>
    public static byte[] WithTask(ReadOnlySpan<byte> digest, IEnumerable<int> seats, ulong seed) =>
        WithTask(digest, $"{{{string.Join(',', seats)}}} {unchecked((long)seed)}");

    /// <summary>The same with the seats and the seed as they are stored.</summary>
    internal static byte[] WithTask(ReadOnlySpan<byte> digest, string task) =>
        SHA256.HashData([.. digest, .. Encoding.UTF8.GetBytes(task)]);

    private static void Write(ChainBytes bytes, EvidenceBytes evidence)
    {
        bytes.Write(evidence.MoveTimes);
        bytes.Write(evidence.AgentHashes);
        bytes.Write(evidence.Epoch);
        bytes.Write(evidence.Seal);
        if (evidence.Evaluations is not null)
            bytes.Write(evidence.Evaluations);
    }
}
