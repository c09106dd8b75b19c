using System.Globalization;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Proofs;
using Arena.Core.Proofs;

namespace Arena.ControlPlane.Api.V1;

/// <summary>
/// With a checkpoint of that size, all that is needed to see that both entries are in the ledger. It is the JSON of <c>MatchProof</c>,
/// field by field, so that whoever checks one checks the other.
/// </summary>
/// <param name="Checkpoint">Its note is empty where the ledger has none of that size itself.</param>
/// <param name="Size">How many entries the checkpoint is of.</param>
internal sealed record MatchProofBody(
    SignedCheckpointBody Checkpoint, long Size, ProvedLeagueBody League, EntryPathBody LeaguePath, ProvedResultBody Result,
    EntryPathBody ResultPath)
{
    public static MatchProofBody Of(ProvedMatch proved, IReadOnlyList<StoredKey> keys) => new(
        proved.Checkpoint is { } made
            ? new SignedCheckpointBody(made.Note, [.. keys.Select(key => key.Public)])
            : new SignedCheckpointBody("", []),
        proved.Size,
        ProvedLeagueBody.Of(proved.Match.League),
        new EntryPathBody(proved.Match.LeagueEntry, proved.LeaguePath),
        ProvedResultBody.Of(proved.Match.Result, proved.Match.Task),
        new EntryPathBody(proved.Match.Entry, proved.ResultPath));
}

/// <param name="Note">The signed note.</param>
/// <param name="Keys">What verifies its signatures: all keys that there have been, the newest last.</param>
internal sealed record SignedCheckpointBody(string Note, IReadOnlyList<string> Keys);

/// <summary>Where an entry is in the log, and the hashes from there to the root.</summary>
internal sealed record EntryPathBody(long Index, IReadOnlyList<byte[]> Hashes);

/// <summary>A league as it is in the chain.</summary>
/// <param name="Seed">64 bits, as text.</param>
internal sealed record ProvedLeagueBody(
    string Id, string Name, string Game, string Seed, string Document, int Matches, DateTimeOffset CreatedAt)
{
    public static ProvedLeagueBody Of(LeagueContent league) => new(
        league.Id, league.Name, league.Game, league.Seed.ToString(CultureInfo.InvariantCulture), league.Document, league.Matches,
        league.CreatedAt);
}

/// <summary>A result as it is in the chain.</summary>
/// <param name="Verdicts">By seat: 0 is well, others say why somebody forfeited.</param>
/// <param name="Task">Seats and seed, as "{0,1} 42"; null in results of early versions, whose entries are without.</param>
/// <param name="Evidence">Null in results from before there was any.</param>
internal sealed record ProvedResultBody(
    long TaskId, string LeagueId, int Index, string Node, IReadOnlyList<double> Scores, IReadOnlyList<int> Verdicts, string Reason,
    int Moves, byte[] Transcript, byte[] MatchHash, long DurationUs, DateTimeOffset RecordedAt, string? Task, ProvedEvidenceBody? Evidence)
{
    public static ProvedResultBody Of(ResultContent result, string? task) => new(
        result.TaskId, result.LeagueId, result.Index, result.Node, result.Scores, [.. result.Verdicts.Select(verdict => (int)verdict)],
        result.Reason, result.Moves, result.Transcript, result.MatchHash, result.DurationMicroseconds, result.RecordedAt, task,
        result.Evidence is { } evidence ? ProvedEvidenceBody.Of(evidence) : null);
}

/// <summary>What a record holds beyond the moves.</summary>
internal sealed record ProvedEvidenceBody(byte[] MoveTimes, byte[] AgentHashes, long Epoch, byte[] Seal, byte[]? Evaluations)
{
    public static ProvedEvidenceBody Of(ResultEvidence evidence) =>
        new(evidence.MoveTimes, evidence.AgentHashes, evidence.Epoch, evidence.Seal, evidence.Evaluations);
}
