using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arena.Core.Matches;

namespace Arena.Core.Proofs;

/// <summary>A result as it stands in the ledger: all that its entry in the chain is the digest of.</summary>
/// <param name="TaskId">The task that it closed.</param>
/// <param name="LeagueId">The league's.</param>
/// <param name="Index">The match's position in the league's schedule, from 0.</param>
/// <param name="Node">Who played it.</param>
/// <param name="Scores">By seat.</param>
/// <param name="Verdicts">By seat.</param>
/// <param name="Reason">Why somebody forfeited; empty when nobody did.</param>
/// <param name="Moves">How many.</param>
/// <param name="Transcript">Every action.</param>
/// <param name="MatchHash">Of the match (32 bytes).</param>
/// <param name="DurationMicroseconds">How long it took.</param>
/// <param name="RecordedAt">When it was taken, in UTC to the microsecond.</param>
/// <param name="Evidence">What a record holds beyond that; null in results from before there was any.</param>
public sealed record ResultContent(
    long TaskId,
    string LeagueId,
    int Index,
    string Node,
    ImmutableArray<double> Scores,
    ImmutableArray<Verdict> Verdicts,
    string Reason,
    int Moves,
    byte[] Transcript,
    byte[] MatchHash,
    long DurationMicroseconds,
    DateTimeOffset RecordedAt,
    ResultEvidence? Evidence)
{
    /// <summary>
    /// SHA-256 over all of it (32 bytes): integers are little-endian, and texts, bytes and arrays carry their length.
    /// </summary>
    public byte[] Digest()
    {
        var bytes = new ChainBytes();
        bytes.Write(TaskId);
        bytes.Write(LeagueId);
        bytes.Write(Index);
        bytes.Write(Node);
        bytes.Write(Scores.Length);
        foreach (var score in Scores)
            bytes.Write(BitConverter.DoubleToInt64Bits(score));
        bytes.Write(Verdicts.Length);
        foreach (var verdict in Verdicts)
            bytes.Write((long)verdict);
        bytes.Write(Reason);
        bytes.Write(Moves);
        bytes.Write(Transcript);
        bytes.Write(MatchHash);
        bytes.Write(DurationMicroseconds);
        bytes.Write(RecordedAt);
        if (Evidence is not null)
            Evidence.WriteTo(bytes);
        return bytes.Digest();
    }

    /// <summary>
    /// What a result enters the chain by (32 bytes): its digest and its task's seats and seed, as <c>{0,1} 42</c> in UTF-8, so that it
    /// cannot become another agent's. The seed's 64 bits are written as a signed number.
    /// </summary>
    public static byte[] WithTask(ReadOnlySpan<byte> digest, IEnumerable<int> seats, ulong seed) => WithTask(digest, TaskOf(seats, seed));

    /// <summary>A task's seats and seed as they enter the digest.</summary>
    public static string TaskOf(IEnumerable<int> seats, ulong seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{{{string.Join(',', seats)}}} {unchecked((long)seed)}");

    /// <summary>The same with the seats and the seed as a store has them.</summary>
    public static byte[] WithTask(ReadOnlySpan<byte> digest, string task) =>
        SHA256.HashData([.. digest, .. Encoding.UTF8.GetBytes(task)]);
}
