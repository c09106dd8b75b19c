using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Transcript = Arena.Core.Matches.Transcript;

namespace Arena.ControlPlane.Api;

/// <summary>Matches and what there is to prove them, from the ledger to wire.</summary>
internal static class MatchMessages
{
    public static Match ToMatch(LedgerResult recorded, LeagueDefinition definition, ScheduledMatch pairing)
    {
        var result = recorded.Result;
        var match = new Match
        {
            LeagueId = result.LeagueId,
            Index = result.Index,
            Sequence = recorded.Sequence,
            Agents = { definition.Agents[pairing.First].Name, definition.Agents[pairing.Second].Name },
            Scores = { result.Scores },
            Verdicts = { result.Verdicts.Select(VerdictMap.ToMessage) },
            Reason = result.Reason ?? "",
            Moves = result.Moves,
            Node = result.Node,
            MatchHash = ByteString.CopyFrom(result.MatchHash),
            LedgerHash = ByteString.CopyFrom(recorded.Hash),
            RecordedAt = Timestamp.FromDateTimeOffset(result.RecordedAt),
        };
        if (definition.MeetingOf(pairing) is { } meeting)
            match.Meeting = meeting;
        return match;
    }

    public static MatchEvidence ToEvidence(RecordedMatch match, LeagueDefinition definition)
    {
        var (result, evidence) = (match.Result.Result, match.Result.Result.Evidence);
        var pairing = new ScheduledMatch(result.Index, match.Seats[0], match.Seats[1], new Seed(match.Seed));
        var record = new MatchEvidence
        {
            Match = ToMatch(match.Result, definition, pairing),
            Spec = MatchSpecJson.Write(definition.MatchAt(pairing) with { Epoch = evidence?.Epoch ?? 0 }),
            Transcript = ByteString.CopyFrom(result.Transcript),
            DurationUs = result.DurationMicroseconds,
        };
        if (evidence is null)
            return record;
        record.MoveTimesUs.AddRange(Transcript.ReadTimes(evidence.MoveTimes));
        record.AgentHashes.AddRange(evidence.AgentHashes.Chunk(CanonicalHasher.HashSize).Select(ByteString.CopyFrom));
        record.Epoch = evidence.Epoch;
        record.Seal = ByteString.CopyFrom(evidence.Seal);
        if (evidence.Evaluations is { } evaluations)
            record.Evaluations = ByteString.CopyFrom(evaluations);
        return record;
    }
}
