using Arena.ControlPlane.Leagues;
using Arena.Contracts.V1;
using MatchRecord = Arena.Core.Matches.MatchRecord;
using Transcript = Arena.Core.Matches.Transcript;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.ControlPlane.Rechecks;

/// <summary>Says in what two results of one match differ.</summary>
internal static class Difference
{
    /// <summary>Null when they are of the same match, gone the same way: then their hashes are equal.</summary>
    public static string? Between(MatchRecord played, TaskResult again)
    {
        if (again.MatchHash.Span.SequenceEqual(played.Hash))
            return null;
        return Moves(played.Transcript, again.Transcript.Span)
            ?? Between("scores", played.Scores, again.Scores)
            ?? Between("verdicts", played.Verdicts, again.Verdicts.Select(v => VerdictMap.ToDomain(v) ?? Verdict.Ok))
            ?? "the hash";
    }

    private static string? Between<T>(string what, IEnumerable<T> there, IEnumerable<T> here) =>
        there.SequenceEqual(here) ? null : $"{what}: {string.Join(" - ", there)} there, {string.Join(" - ", here)} here";

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
