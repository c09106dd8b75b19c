using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Backplane.Ledger;

/// <summary>What a match's record holds beyond the moves, as it is stored and hashed.</summary>
/// <param name="MoveTimes">As <see cref="Transcript.Write"/> writes them.</param>
/// <param name="AgentHashes">What each seat's agent was made of, one after the other (32 bytes each).</param>
/// <param name="Epoch">The parameter epoch.</param>
/// <param name="Seal">As in the record (32 bytes).</param>
/// <param name="Evaluations">
/// As <see cref="Core.Matches.Evaluations.Write"/> writes them; null where the referee listened to nobody.
/// </param>
internal sealed record EvidenceBytes(byte[] MoveTimes, byte[] AgentHashes, long Epoch, byte[] Seal, byte[]? Evaluations)
{
    /// <summary>Null for a match from before there was evidence: it has no seal.</summary>
    public static EvidenceBytes? Of(MatchRecord match) => match.Seal.Length == 0 ? null : new EvidenceBytes(
        Transcript.Write(match.MoveTimes),
        [.. match.AgentHashes.SelectMany(hash => hash)],
        match.Epoch,
        match.Seal,
        match.Evaluations.IsEmpty ? null : Core.Matches.Evaluations.Write(match.Evaluations));

    /// <summary>The record as it is without any.</summary>
    public static MatchRecord TakenFrom(MatchRecord match) =>
        match with { MoveTimes = [], AgentHashes = [], Epoch = 0, Seal = [], Evaluations = [] };

    /// <exception cref="FormatException">The bytes are not what <see cref="Of"/> makes.</exception>
    public MatchRecord AddTo(MatchRecord match) => match with
    {
        MoveTimes = [.. Transcript.ReadTimes(MoveTimes)],
        AgentHashes = [.. AgentHashes.Chunk(CanonicalHasher.HashSize)],
        Epoch = Epoch,
        Seal = Seal,
        Evaluations = Evaluations is null ? [] : Core.Matches.Evaluations.Read(Evaluations),
    };
}
