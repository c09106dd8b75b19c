using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.Contracts.V1;
using Transcript = Arena.Core.Matches.Transcript;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.ControlPlane.Rechecks;

/// <summary>Says in what two results of one match differ.</summary>
internal static class Difference
{
    /// <summary>Null when they are of the same match, gone the same way: then their hashes are equal.</summary>
    public static string? Between(NewResult played, TaskResult again)
    {
        if (again.MatchHash.Span.SequenceEqual(played.MatchHash))
            return null;
        return Moves(played.Transcript, again.Transcript.Span)
            ?? (played.Scores.SequenceEqual(again.Scores) ? null : $"scores: {string.Join(" - ", played.Scores)} there, {string.Join(" - ", again.Scores)} here")
            ?? (played.Verdicts.SequenceEqual(again.Verdicts.Select(v => VerdictMap.ToDomain(v) ?? Verdict.Ok)) ? null
                : $"verdicts: {string.Join(" - ", played.Verdicts)} there, {string.Join(" - ", again.Verdicts)} here")
            ?? "the hash";
    }

    private static string? Moves(ReadOnlySpan<byte> there, ReadOnlySpan<byte> here)
    {
        if (there.SequenceEqual(here))
            return null;
        try
        {
            var (played, again) = (Transcript.Read(there), Transcript.Read(here));
            for (var i = 0; i < Math.Min(played.Count, again.Count); i++)
            {
                if (played[i] != again[i])
                    return $"action {i}: {played[i]} there, {again[i]} here";
            }

            return $"actions: {played.Count} there, {again.Count} here";
        }
        catch (FormatException broken)
        {
            return $"actions: {broken.Message}";
        }
    }
}
