using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Arena.Backplane.Ledger;

/// <summary>
/// The hash chain over results: <c>hash(n) = SHA-256(hash(n-1) || digest(n))</c> with <c>hash(0)</c> 32 zero bytes, so
/// that changing, removing or reordering any result changes every hash after it.
/// The digest covers every stored field; integers are little-endian, and texts, bytes and arrays carry their length.
/// </summary>
public static class ResultChain
{
    /// <summary>The hash before the first result: 32 zero bytes.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of the chain after a result with this digest; all of them 32 bytes.</summary>
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
        var buffer = new ArrayBufferWriter<byte>(256);
        var match = result.Match;
        Write(buffer, result.TaskId);
        Write(buffer, result.LeagueId);
        Write(buffer, result.Index);
        Write(buffer, result.Node);
        Write(buffer, match.Scores.Length);
        foreach (var score in match.Scores)
            Write(buffer, BitConverter.DoubleToInt64Bits(score));
        Write(buffer, match.Verdicts.Length);
        foreach (var verdict in match.Verdicts)
            Write(buffer, (long)verdict);
        Write(buffer, match.Reason ?? "");
        Write(buffer, match.Moves);
        Write(buffer, match.Transcript);
        Write(buffer, match.Hash);
        Write(buffer, result.DurationMicroseconds);
        Write(buffer, result.RecordedAt.UtcTicks / TimeSpan.TicksPerMicrosecond);
        if (evidence is not null)
            Write(buffer, evidence);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, EvidenceBytes evidence)
    {
        Write(buffer, evidence.MoveTimes);
        Write(buffer, evidence.AgentHashes);
        Write(buffer, evidence.Epoch);
        Write(buffer, evidence.Seal);
        if (evidence.Evaluations is not null)
            Write(buffer, evidence.Evaluations);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        Write(buffer, bytes.Length);
        buffer.Write(bytes);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string text)
    {
        Write(buffer, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }
}
