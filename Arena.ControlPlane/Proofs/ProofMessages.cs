using Arena.Contracts.V1;
using Arena.Core.Proofs;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Proofs;

/// <summary>Entries of the chain as messages: all that their digests are of.</summary>
internal static class ProofMessages
{
    public static ProvedLeague Of(LeagueContent league) => new()
    {
        Id = league.Id,
        Name = league.Name,
        Game = league.Game,
        Seed = league.Seed,
        Document = league.Document,
        Matches = league.Matches,
        CreatedAt = league.CreatedAt.ToTimestamp(),
    };

    public static ProvedResult Of(ResultContent result, string? task)
    {
        var message = new ProvedResult
        {
            TaskId = result.TaskId,
            LeagueId = result.LeagueId,
            Index = result.Index,
            Node = result.Node,
            Scores = { result.Scores },
            Verdicts = { result.Verdicts.Select(verdict => (int)verdict) },
            Reason = result.Reason,
            Moves = result.Moves,
            Transcript = ByteString.CopyFrom(result.Transcript),
            MatchHash = ByteString.CopyFrom(result.MatchHash),
            DurationUs = result.DurationMicroseconds,
            RecordedAt = result.RecordedAt.ToTimestamp(),
        };
        if (task is not null)
            message.Task = task;
        if (result.Evidence is not { } evidence)
            return message;
        message.Evidence = new ProvedEvidence
        {
            MoveTimes = ByteString.CopyFrom(evidence.MoveTimes),
            AgentHashes = ByteString.CopyFrom(evidence.AgentHashes),
            Epoch = evidence.Epoch,
            Seal = ByteString.CopyFrom(evidence.Seal),
        };
        if (evidence.Evaluations is not null)
            message.Evidence.Evaluations = ByteString.CopyFrom(evidence.Evaluations);
        return message;
    }
}
