using System.Numerics;

namespace Arena.Core.Proofs;

/// <summary>
/// A part of a log's tree that never changes once it is full: of 2^<paramref name="Level"/> entries, beginning with
/// <paramref name="Number"/> times as many.
/// </summary>
/// <param name="Level">0 for one entry.</param>
/// <param name="Number">Position among those of the level, from 0.</param>
public readonly record struct Subtree(int Level, long Number)
{
    /// <summary>Its first entry.</summary>
    public long Begin => Number << Level;

    /// <summary>The entry after its last.</summary>
    public long End => (Number + 1) << Level;

    /// <summary>
    /// Those that a range of entries is made of, from the left: each as large as can be. The range is one that RFC 6962 splits a tree into.
    /// </summary>
    public static IReadOnlyList<Subtree> Of(long begin, long end)
    {
        var parts = new List<Subtree>();
        while (begin < end)
        {
            var level = BitOperations.Log2((ulong)(end - begin));
            parts.Add(new Subtree(level, begin >> level));
            begin += 1L << level;
        }

        return parts;
    }

    /// <summary>The hash of what such parts make together; there is at least one.</summary>
    /// <param name="parts">From the left.</param>
    /// <param name="hashOf">The hash of each.</param>
    public static byte[] Join(IReadOnlyList<Subtree> parts, Func<Subtree, byte[]> hashOf)
    {
        var hash = hashOf(parts[^1]);
        for (var i = parts.Count - 2; i >= 0; i--)
            hash = MerkleHash.Node(hashOf(parts[i]), hash);
        return hash;
    }
}
