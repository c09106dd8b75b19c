using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>What a match's record holds beyond the moves, to bytes and back.</summary>
internal static class EvidenceBytes
{
    /// <summary>Null for a match from before there was evidence: it has no seal.</summary>
    public static ResultEvidence? Of(MatchRecord match) => match.Seal.Length == 0 ? null : new ResultEvidence(
        Transcript.Write(match.MoveTimes),
        [.. match.AgentHashes.SelectMany(hash => hash)],
        match.Epoch,
        match.Seal,
        match.Evaluations.IsEmpty ? null : Evaluations.Write(match.Evaluations));

    /// <summary>The record as it is without any.</summary>
    public static MatchRecord TakenFrom(MatchRecord match) =>
        match with { MoveTimes = [], AgentHashes = [], Epoch = 0, Seal = [], Evaluations = [] };

    /// <exception cref="FormatException">The bytes are not what <see cref="Of"/> makes.</exception>
    public static MatchRecord AddTo(MatchRecord match, ResultEvidence evidence) => match with
    {
        MoveTimes = [.. Transcript.ReadTimes(evidence.MoveTimes)],
        AgentHashes = [.. evidence.AgentHashes.Chunk(CanonicalHasher.HashSize)],
        Epoch = evidence.Epoch,
        Seal = evidence.Seal,
        Evaluations = evidence.Evaluations is null ? [] : Evaluations.Read(evidence.Evaluations),
    };
}
