using System.Globalization;
using Arena.Contracts.V1;
using Arena.Core.Proofs;

namespace Arena.Cli.Ledger;

/// <summary>Entries of a proof, made back into what their digests are of.</summary>
internal static class ProvedEntries
{
    public static byte[] DigestOf(ProvedLeague league) => new LeagueContent(
        league.Id, league.Name, league.Game, league.Seed, league.Document, league.Matches, league.CreatedAt.ToDateTimeOffset()).Digest();

    public static byte[] DigestOf(ProvedResult result)
    {
        var digest = new ResultContent(
            result.TaskId, result.LeagueId, result.Index, result.Node, [.. result.Scores],
            [.. result.Verdicts.Select(verdict => (Core.Matches.Verdict)(byte)verdict)], result.Reason, result.Moves,
            result.Transcript.ToByteArray(), result.MatchHash.ToByteArray(), result.DurationUs, result.RecordedAt.ToDateTimeOffset(),
            EvidenceOf(result.Evidence)).Digest();
        return result.HasTask ? ResultContent.WithTask(digest, result.Task) : digest;
    }

    /// <summary>Which agent sat where; none where the entry does not say.</summary>
    public static IReadOnlyList<int> SeatsOf(ProvedResult result)
    {
        var end = result.Task.IndexOf('}', StringComparison.Ordinal);
        if (end < 1)
            return [];
        return [.. result.Task[1..end].Split(',')
            .Select(seat => int.TryParse(seat, NumberStyles.None, CultureInfo.InvariantCulture, out var agent) ? agent : -1)];
    }

    private static ResultEvidence? EvidenceOf(ProvedEvidence? evidence) => evidence is null ? null : new ResultEvidence(
        evidence.MoveTimes.ToByteArray(), evidence.AgentHashes.ToByteArray(), evidence.Epoch, evidence.Seal.ToByteArray(),
        evidence.HasEvaluations ? evidence.Evaluations.ToByteArray() : null);
}
