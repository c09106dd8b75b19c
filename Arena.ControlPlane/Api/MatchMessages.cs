using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.ServiceDefaults.Access;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Evaluations = Arena.Core.Matches.Evaluations;

namespace Arena.ControlPlane.Api;

/// <summary>Matches and what there is to prove them, from the ledger to wire.</summary>
internal static class MatchMessages
{
    public static Match ToMatch(LedgerResult recorded, LeagueDefinition definition, ScheduledMatch pairing)
    {
        var (result, played) = (recorded.Result, recorded.Result.Match);
        var match = new Match
        {
            LeagueId = TenantName.Plain(result.LeagueId),
            Index = result.Index,
            Sequence = recorded.Sequence,
            Agents = { definition.Agents[pairing.First].Name, definition.Agents[pairing.Second].Name },
            Scores = { played.Scores },
            Verdicts = { played.Verdicts.Select(VerdictMap.ToMessage) },
            Reason = played.Reason ?? "",
            Moves = played.Moves,
            Node = result.Node,
            MatchHash = ByteString.CopyFrom(played.Hash),
            LedgerHash = ByteString.CopyFrom(recorded.Hash),
            RecordedAt = Timestamp.FromDateTimeOffset(result.RecordedAt),
        };
        if (definition.MeetingOf(pairing) is { } meeting)
            match.Meeting = meeting;
        return match;
    }

    public static MatchEvidence ToEvidence(RecordedMatch match, LeagueDefinition definition)
    {
        var (result, played) = (match.Result.Result, match.Result.Result.Match);
        var record = new MatchEvidence
        {
            Match = ToMatch(match.Result, definition, match.Pairing),
            Spec = MatchSpecJson.Write(definition.MatchAt(match.Pairing) with { Epoch = played.Epoch }),
            Transcript = ByteString.CopyFrom(played.Transcript),
            DurationUs = result.DurationMicroseconds,
        };
        if (played.Seal.Length == 0)
            return record; // from before there was evidence
        record.MoveTimesUs.AddRange(played.MoveTimes);
        record.AgentHashes.AddRange(played.AgentHashes.Select(ByteString.CopyFrom));
        record.Epoch = played.Epoch;
        record.Seal = ByteString.CopyFrom(played.Seal);
        if (!played.Evaluations.IsEmpty)
            record.Evaluations = ByteString.CopyFrom(Evaluations.Write(played.Evaluations));
        return record;
    }
}
