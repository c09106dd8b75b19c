namespace Arena.Core.Proofs;

/// <summary>
/// That an entry is the one of that index in a log of that size (RFC 9162, section 2.1.3): the hashes beside its way up to the root.
/// </summary>
public static class InclusionProof
{
    /// <summary>What each hash of the proof is made of, from the leaf to the root: <see cref="Subtree.Join"/> makes it.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="size">Greater than the index.</param>
    public static IReadOnlyList<IReadOnlyList<Subtree>> PartsOf(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<IReadOnlyList<Subtree>>();
        var (begin, end) = (0L, size);
        while (end - begin > 1)
        {
            var middle = begin + MerkleSplit.Of(end - begin);
            if (index < middle)
            {
                path.Add(Subtree.Of(middle, end));
                end = middle;
            }
            else
            {
                path.Add(Subtree.Of(begin, middle));
                begin = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether the proof leads from the leaf to the root.</summary>
    /// <param name="index">The entry's, from 0.</param>
    /// <param name="size">How many entries the log has.</param>
    /// <param name="leaf">The entry's <see cref="MerkleHash.Leaf"/>.</param>
    /// <param name="path">The proof.</param>
    /// <param name="root">The log's hash.</param>
    public static bool Holds(long index, long size, ReadOnlySpan<byte> leaf, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || path.Any(hash => hash.Length != MerkleHash.Size))
            return false;
        var (at, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var beside in path)
        {
            if (last == 0)
                return false; // it is at the root already
            if (long.IsOddInteger(at) || at == last)
            {
                hash = MerkleHash.Node(beside, hash);
                (at, last) = MerkleSplit.SkipLeft(at, last);
            }
            else
                hash = MerkleHash.Node(hash, beside);

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }
}
