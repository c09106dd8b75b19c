using System.Numerics;

namespace Arena.Core.Pairing.Matching;

/// <summary>
/// Maximum weight matching in a general graph: Edmonds' blossoms with duals, in O(n³) steps (J. Edmonds, "Maximum matching
/// and a polyhedron with 0,1-vertices", 1965; Z. Galil, "Efficient algorithms for finding maximum matching in graphs",
/// ACM Computing Surveys 18, 1986). Exact for any integer type, <see cref="BigInteger"/> among them; deterministic.
/// </summary>
internal static class WeightedMatching
{
    /// <summary>Finds who is matched with whom so that the sum of weights is the largest possible.</summary>
    /// <param name="vertices">How many vertices there are.</param>
    /// <param name="weight">The weight of the edge between two of them, the first the smaller; 0 or less is no edge.</param>
    /// <returns>Each vertex' partner, or -1.</returns>
    public static int[] Maximum<T>(int vertices, Func<int, int, T> weight)
        where T : struct, IBinaryInteger<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertices);
        ArgumentNullException.ThrowIfNull(weight);
        var search = new BlossomSearch<T>(vertices);
        for (var a = 0; a < vertices; a++)
        {
            for (var b = a + 1; b < vertices; b++) search.SetWeight(a, b, weight(a, b));
        }

        return search.Run();
    }
}
