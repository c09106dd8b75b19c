using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.Contracts.V1;
using Evaluations = Arena.Core.Matches.Evaluations;
using Transcript = Arena.Core.Matches.Transcript;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.ControlPlane.Work;

/// <summary>Wire to domain, with nothing believed.</summary>
internal static class ResultMessages
{
    private const int Seats = 2;

    public static bool TryRead(
        TaskResult sent, string node, DateTimeOffset now, [NotNullWhen(true)] out NewResult? result, [NotNullWhen(false)] out string? fault)
    {
        result = null;
        var verdicts = sent.Verdicts.Select(VerdictMap.ToDomain).ToArray();
        fault = sent.Scores.Count != Seats || !sent.Scores.All(double.IsFinite) ? $"its scores are [{string.Join(", ", sent.Scores)}]; wanted {Seats} finite numbers"
            : verdicts.Length != Seats || verdicts.Contains(null) ? $"its verdicts are [{string.Join(", ", sent.Verdicts)}]; wanted {Seats} of ok, illegal, timeout, crash, disconnect"
            : sent.MatchHash.Length != SHA256.HashSizeInBytes ? $"its match hash has {sent.MatchHash.Length} bytes; wanted {SHA256.HashSizeInBytes}"
            : sent.Moves < 0 || sent.DurationUs < 0 ? $"its moves are {sent.Moves} and its duration {sent.DurationUs} us; wanted at least 0"
            : sent.AgentHashes.Count != Seats || sent.AgentHashes.Any(h => h.Length != SHA256.HashSizeInBytes) || sent.Seal.Length != SHA256.HashSizeInBytes ? $"it has {sent.AgentHashes.Count} agent hashes and a seal of {sent.Seal.Length} bytes; wanted {Seats} and a seal, of {SHA256.HashSizeInBytes} bytes each"
            : sent.Epoch < 0 || sent.MoveTimesUs.Any(us => us < 0) ? "its epoch or one of its move times is below 0"
            : sent.HasEvaluations && !AreEvaluations(sent.Evaluations.Span) ? "its evaluations are no list of them"
            : verdicts.Any(v => v != Verdict.Ok) != (sent.Reason.Length > 0) ? "a forfeit has a reason, and nothing else has one"
            : null;
        if (fault is not null)
            return false;
        result = new NewResult(
            sent.TaskId, sent.LeagueId, sent.Index, node, [.. sent.Scores], [.. verdicts.Select(v => v!.Value)],
            sent.Reason.Length == 0 ? null : sent.Reason, sent.Moves, sent.Transcript.ToByteArray(), sent.MatchHash.ToByteArray(),
            sent.DurationUs, now)
        {
            Evidence = new ResultEvidence(
                Transcript.Write(sent.MoveTimesUs), [.. sent.AgentHashes.SelectMany(hash => hash)], sent.Epoch, sent.Seal.ToByteArray())
            {
                Evaluations = sent.HasEvaluations ? sent.Evaluations.ToByteArray() : null,
            },
        };
        return true;
    }

    private static bool AreEvaluations(ReadOnlySpan<byte> sent)
    {
        try
        {
            Evaluations.Read(sent);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
