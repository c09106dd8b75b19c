using Arena.Contracts.V1;
using Arena.Core.Proofs;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Arena.ControlPlane.Proofs;

/// <summary>Proofs as messages, with all that the digests of the entries are of.</summary>
internal static class ProofMessages
{
    /// <param name="proved">The match, and where it is.</param>
    /// <param name="checkpoint">What it is proved for, with its keys.</param>
    public static MatchProof Of(ProvedMatch proved, SignedCheckpoint checkpoint) => new()
    {
        Checkpoint = checkpoint,
        Size = proved.Size,
        League = Of(proved.Match.League),
        LeaguePath = new EntryPath { Index = proved.Match.LeagueEntry, Hashes = { Of(proved.LeaguePath) } },
        Result = Of(proved.Match.Result, proved.Match.Task),
        ResultPath = new EntryPath { Index = proved.Match.Entry, Hashes = { Of(proved.ResultPath) } },
    };

    public static IEnumerable<ByteString> Of(IReadOnlyList<byte[]> hashes) => hashes.Select(hash => ByteString.CopyFrom(hash));

    private static ProvedLeague Of(LeagueContent league) => new()
    {
        Id = league.Id,
        Name = league.Name,
        Game = league.Game,
        Seed = league.Seed,
        Document = league.Document,
        Matches = league.Matches,
        CreatedAt = league.CreatedAt.ToTimestamp(),
    };

    private static ProvedResult Of(ResultContent result, string? task)
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
