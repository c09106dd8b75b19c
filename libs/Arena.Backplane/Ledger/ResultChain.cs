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
    /// <summary>The hash before the first result.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of the chain after a result with this digest.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest)
    {
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        previous.CopyTo(both);
        digest.CopyTo(both[SHA256.HashSizeInBytes..]);
        return SHA256.HashData(both);
    }

    /// <summary>SHA-256 over the result's fields.</summary>
    public static byte[] Digest(NewResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, result.TaskId);
        Write(buffer, result.LeagueId);
        Write(buffer, result.Index);
        Write(buffer, result.Node);
        Write(buffer, result.Scores.Length);
        foreach (var score in result.Scores)
            Write(buffer, BitConverter.DoubleToInt64Bits(score));
        Write(buffer, result.Verdicts.Length);
        foreach (var verdict in result.Verdicts)
            Write(buffer, (long)verdict);
        Write(buffer, result.Reason ?? "");
        Write(buffer, result.Moves);
        Write(buffer, result.Transcript);
        Write(buffer, result.MatchHash);
        Write(buffer, result.DurationMicroseconds);
        Write(buffer, result.RecordedAt.UtcTicks / TimeSpan.TicksPerMicrosecond);
        if (result.Evidence is { } evidence)
        {
            Write(buffer, evidence.MoveTimes);
            Write(buffer, evidence.AgentHashes);
            Write(buffer, evidence.Epoch);
            Write(buffer, evidence.Seal);
            if (evidence.Evaluations is { } evaluations)
                Write(buffer, evaluations);
        }

        return SHA256.HashData(buffer.WrittenSpan);
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
