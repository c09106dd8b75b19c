using Arena.Core.Pairing.Matching;

namespace Arena.Core.Pairing.Swiss;

/// <summary>C4 and C8: what a choice of floaters leaves to the brackets below.</summary>
internal static class Outlook
{
    /// <summary>
    /// Whether the next bracket can have as many pairs as fit, with all floaters in them, and what is left below it a complete
    /// pairing: then no other floaters are better. Not every case of it is recognised.
    /// </summary>
    public static bool IsBest(SwissField field, int[] floaters, int[] next, int[] rest)
    {
        int[] below = [.. floaters, .. next];
        var partners = CardinalityMatching.Maximum(below.Length, (a, b) =>
            (a >= floaters.Length || b >= floaters.Length) && field.Legal(below[a], below[b]));
        int[] left = [.. Enumerable.Range(0, below.Length).Where(i => partners[i] < 0)];
        if (left.Length > below.Length % 2 || left.Any(i => i < floaters.Length)) return false;
        return field.Completes([.. left.Select(i => below[i]), .. rest]);
    }
}
