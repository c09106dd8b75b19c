using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>Verdicts as records write them.</summary>
internal static class VerdictText
{
    public static readonly string All = string.Join(", ", Enum.GetValues<Verdict>().Select(Of));

    public static string Of(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    public static Verdict? Parse(string? text)
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
            if (Of(verdict) == text) return verdict;
        return null;
    }
}
