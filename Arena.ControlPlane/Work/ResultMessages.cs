using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.Contracts.V1;
using Arena.Core.Matches;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.ControlPlane.Work;

/// <summary>Wire to domain, with nothing believed.</summary>
internal static class ResultMessages
{
    private const int Seats = 2;
    private const long LongestUs = 365L * 24 * 3600 * 1_000_000;
    private const int HashSize = SHA256.HashSizeInBytes;

    public static bool TryRead(
        TaskResult sent, string node, DateTimeOffset now, [NotNullWhen(true)] out NewResult? result, [NotNullWhen(false)] out string? fault)
    {
        var verdicts = sent.Verdicts.Select(VerdictMap.ToDomain).ToArray();
        fault = FaultOf(sent, verdicts);
        if (fault is not null)
        {
            result = null;
            return false;
        }

        var match = ToRecord(sent, [.. verdicts.Select(verdict => verdict!.Value)]);
        result = new NewResult(sent.TaskId, sent.LeagueId, sent.Index, node, match, sent.DurationUs, now);
        return true;
    }

    private static MatchRecord ToRecord(TaskResult sent, ImmutableArray<Verdict> verdicts)
    {
        ImmutableArray<double> scores = [.. sent.Scores];
        return new MatchRecord
        {
            Scores = scores,
            Outcomes = Judgement.OfSeats(scores, verdicts),
            Verdicts = verdicts,
            Reason = sent.Reason.Length == 0 ? null : sent.Reason,
            Evaluations = sent.HasEvaluations ? Evaluations.Read(sent.Evaluations.Span) : [],
            Moves = sent.Moves,
            Transcript = sent.Transcript.ToByteArray(),
            MoveTimes = [.. sent.MoveTimesUs],
            AgentHashes = [.. sent.AgentHashes.Select(hash => hash.ToByteArray())],
            Epoch = sent.Epoch,
            Hash = sent.MatchHash.ToByteArray(),
            Seal = sent.Seal.ToByteArray(),
        };
    }

    private static string? FaultOf(TaskResult sent, Verdict?[] verdicts)
    {
        if (sent.Scores.Count != Seats || !sent.Scores.All(double.IsFinite))
            return $"its scores are [{string.Join(", ", sent.Scores)}]; wanted {Seats} finite numbers";
        if (verdicts.Length != Seats || verdicts.Contains(null))
        {
            return $"its verdicts are [{string.Join(", ", sent.Verdicts)}]; "
                + $"wanted {Seats} of ok, illegal, timeout, crash, disconnect, resign";
        }

        if (sent.MatchHash.Length != HashSize)
            return $"its match hash has {sent.MatchHash.Length} bytes; wanted {HashSize}";
        if (sent.Moves < 0 || sent.DurationUs is < 0 or > LongestUs)
            return $"its moves are {sent.Moves} and its duration {sent.DurationUs} us; wanted at least 0, and at most a year";
        return FaultOfEvidence(sent) ?? FaultOfReason(sent, verdicts);
    }

    private static string? FaultOfEvidence(TaskResult sent)
    {
        if (sent.AgentHashes.Count != Seats || sent.AgentHashes.Any(hash => hash.Length != HashSize) || sent.Seal.Length != HashSize)
        {
            return $"it has {sent.AgentHashes.Count} agent hashes and a seal of {sent.Seal.Length} bytes; "
                + $"wanted {Seats} and a seal, of {HashSize} bytes each";
        }

        if (sent.Epoch < 0 || sent.MoveTimesUs.Any(us => us is < 0 or > LongestUs))
            return "its epoch or one of its move times is below 0, or the time is more than a year";
        return sent.HasEvaluations && !AreEvaluations(sent.Evaluations.Span) ? "its evaluations are no list of them" : null;
    }

    private static string? FaultOfReason(TaskResult sent, Verdict?[] verdicts)
    {
        if (sent.Reason.Contains('\0', StringComparison.Ordinal))
            return "its reason has a NUL character in it, which the ledger does not take";
        var isForfeit = verdicts.Any(verdict => Judgement.IsForfeit(verdict!.Value));
        return isForfeit == sent.Reason.Length > 0 ? null : "a forfeit has a reason, and nothing else has one";
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
