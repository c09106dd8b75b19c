using System.Globalization;
using Arena.Cli.Output;
using Arena.Contracts.V1;
using Arena.Core.Leagues.Document;
using Arena.Core.Proofs;
using Google.Protobuf.WellKnownTypes;

namespace Arena.Cli.Ledger;

/// <summary>Whether a proof of a match holds, sentence by sentence.</summary>
/// <param name="Faults">Why not; none when it holds.</param>
/// <param name="Found">What it proves, when it holds.</param>
internal sealed record MatchProofCheck(IReadOnlyList<string> Faults, IReadOnlyList<string> Found)
{
    private const int NanosecondsPerMicrosecond = 1000;

    /// <param name="name">What sentences call the proof.</param>
    /// <param name="proof">What was read.</param>
    /// <param name="kept">The checkpoint that it has to be of; null for the one in it.</param>
    /// <param name="key">The key that must have signed that; null for any of those in the proof.</param>
    public static MatchProofCheck Of(string name, MatchProof proof, KeptCheckpoint? kept, NoteKey? key)
    {
        var fault = ShapeFaultOf(name, proof);
        var checkpoint = fault is null
            ? kept ?? KeptCheckpoint.Parse($"the checkpoint in {name}", proof.Checkpoint.Note, out fault)
            : null;
        if (checkpoint is null)
            return new MatchProofCheck([fault!], []);
        if (SizeFaultOf(name, proof, checkpoint) is { } other)
            return new MatchProofCheck([other], []);
        var signers = key is null ? KeysOf(proof) : [key];
        string[] faults =
        [
            .. SignatureFaults(name, checkpoint, signers, key is not null),
            .. EntryFaults(proof, checkpoint),
        ];
        return new MatchProofCheck(faults, faults.Length > 0 ? [] : Describe(proof, checkpoint, signers, key is not null));
    }

    private static string? ShapeFaultOf(string name, MatchProof proof)
    {
        if (proof is not { Checkpoint: not null, League: not null, LeaguePath: not null, Result: not null, ResultPath: not null })
            return $"{name} is no proof of a match: it wants a checkpoint, and a league and a result with a path each";
        if (!IsTime(proof.League.CreatedAt) || !IsTime(proof.Result.RecordedAt))
            return $"{name} is no proof of a match: a time is missing, or is not one to the microsecond";
        return proof.Result.Verdicts.All(verdict => verdict is >= 0 and <= byte.MaxValue)
            ? null
            : $"{name} is no proof of a match: a verdict is none";
    }

    // What the digest does not have would be anybody's to alter.
    private static bool IsTime(Timestamp? time) => time is { Nanos: >= 0 } && time.Nanos % NanosecondsPerMicrosecond == 0;

    private static string? SizeFaultOf(string name, MatchProof proof, KeptCheckpoint checkpoint) =>
        proof.Size == checkpoint.Checkpoint.Size
            ? null
            : $"{name} is for a checkpoint of {proof.Size} entries, and {checkpoint.Name} is of {checkpoint.Checkpoint.Size}: "
                + $"ask for one with 'arena ledger prove {proof.Result.LeagueId}/{proof.Result.Index} --checkpoint {checkpoint.Name}'";

    private static IEnumerable<string> SignatureFaults(
        string name, KeptCheckpoint checkpoint, IReadOnlyList<NoteKey> signers, bool isKnown)
    {
        if (isKnown && checkpoint.FaultOf(signers[0]) is { } fault)
            yield return fault;
        else if (!isKnown && !signers.Any(checkpoint.Signed.IsSignedBy))
            yield return $"{checkpoint.Name} is not signed by any key that {name} names";
    }

    private static IEnumerable<string> EntryFaults(MatchProof proof, KeptCheckpoint kept)
    {
        var (league, result) = (proof.League, proof.Result);
        if (!Holds(ProvedEntries.DigestOf(league), proof.LeaguePath, kept))
            yield return $"league '{league.Id}' as it stands there is not entry {proof.LeaguePath.Index} of {kept.Name}: it was altered";
        if (!Holds(ProvedEntries.DigestOf(result), proof.ResultPath, kept))
        {
            yield return $"the result of match {result.Index} as it stands there is not entry {proof.ResultPath.Index} of {kept.Name}: "
                + "it was altered";
        }

        if (result.LeagueId != league.Id)
            yield return $"the result is of league '{result.LeagueId}', and the league is '{league.Id}'";
    }

    private static bool Holds(byte[] digest, EntryPath path, KeptCheckpoint kept) => InclusionProof.Holds(
        path.Index, kept.Checkpoint.Size, MerkleHash.Leaf(digest), [.. path.Hashes.Select(hash => hash.ToByteArray())],
        kept.Checkpoint.Root);

    private static NoteKey[] KeysOf(MatchProof proof) =>
        [.. proof.Checkpoint.Keys.Select(text => NoteKey.TryParse(text, out var key, out _) ? key : null).OfType<NoteKey>()];

    private static IReadOnlyList<string> Describe(
        MatchProof proof, KeptCheckpoint kept, IReadOnlyList<NoteKey> signers, bool isKnown)
    {
        var (league, result) = (proof.League, proof.Result);
        var signer = signers.First(kept.Signed.IsSignedBy);
        var at = result.RecordedAt.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var forfeit = result.Reason.Length == 0 ? "" : $" ({result.Reason})";
        string[] found =
        [
            $"Match {result.Index} of league '{league.Id}' ({league.Game}): {ScoresOf(league, result)}{forfeit}; "
                + $"played by {result.Node}, recorded {at}.",
            $"It is entry {proof.ResultPath.Index} of the {Counted.Of(kept.Checkpoint.Size, "entry")} that {kept.Name} is of, "
                + $"signed by {signer.Name}+{signer.Hash:x8}.",
        ];
        return isKnown
            ? found
            : [.. found, $"The key is the proof's own word: compare it with one that you know, or pass it: --verifier {signer}"];
    }

    // With the names of the agents, where the entry says who sat where.
    private static string ScoresOf(ProvedLeague league, ProvedResult result)
    {
        var seats = ProvedEntries.SeatsOf(result);
        var agents = LeagueDocument.Parse(league.Document).Definition?.Agents ?? [];
        return string.Join(", ", result.Scores.Select((score, seat) =>
        {
            var name = seat < seats.Count && seats[seat] >= 0 && seats[seat] < agents.Length
                ? agents[seats[seat]].Name
                : $"seat {seat}";
            return string.Create(CultureInfo.InvariantCulture, $"{name} {score}");
        }));
    }
}
