using System.Numerics;

namespace Arena.Core.Proofs;

/// <summary>Where a tree that is not full divides.</summary>
internal static class MerkleSplit
{
    /// <summary>How many of so many entries (at least 2) are on the left: the greatest power of two below them.</summary>
    public static long Of(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    /// <summary>Up past the levels at which the last node of a tree is alone: there it has nothing beside it.</summary>
    public static (long At, long Last) SkipLeft(long at, long last)
    {
        while (long.IsEvenInteger(at) && at != 0)
            (at, last) = (at >> 1, last >> 1);
        return (at, last);
    }
}
