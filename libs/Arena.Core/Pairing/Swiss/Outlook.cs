using Arena.Core.Pairing.Matching;

namespace Arena.Core.Pairing.Swiss;

/// <summary>C4 and C8: what a choice of floaters leaves to the brackets below.</summary>
internal static class Outlook
{
    /// <summary>
    /// Whether the next bracket can have as many pairs as fit, with all floaters in them, and what is left below it a complete
    /// pairing: then no other floaters are better, and if others can, these are worse.
    /// </summary>
    public static bool IsBest(SwissField field, int[] floaters, int[] next, int[] rest)
    {
        int[] below = [.. floaters, .. next];
        var partners = CardinalityMatching.Maximum(below.Length, Edge);
        var unpaired = partners.Count(partner => partner < 0);
        if (unpaired > below.Length % 2) return false;
        if (unpaired == 0) return field.Completes(rest);

        // One of the next bracket goes on down; usually the one whom this matching leaves can.
        var left = Array.IndexOf(partners, -1);
        if (left >= floaters.Length && CanGoDown(left)) return true;
        for (var candidate = below.Length - 1; candidate >= floaters.Length; candidate--)
            if (candidate != left && CanGoDown(candidate) && CanPairWithout(candidate)) return true;
        return false;

        bool CanGoDown(int i) => field.Completes([below[i], .. rest]);

        bool CanPairWithout(int i) => CardinalityMatching.IsPerfect(
            below.Length - 1, (a, b) => Edge(a < i ? a : a + 1, b < i ? b : b + 1));

        bool Edge(int a, int b) => (a >= floaters.Length || b >= floaters.Length) && field.Legal(below[a], below[b]);
    }
}
