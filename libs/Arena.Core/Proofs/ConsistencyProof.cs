using System.Numerics;

namespace Arena.Core.Proofs;

/// <summary>
/// That a log of one size begins with all that it had when it was of a smaller one (RFC 9162, section 2.1.4).
/// </summary>
public static class ConsistencyProof
{
    /// <summary>What each hash of the proof is made of, by <see cref="Subtree.Join"/>. None where there is nothing to prove.</summary>
    /// <param name="before">The smaller size, from 0.</param>
    /// <param name="after">At least as great.</param>
    public static IReadOnlyList<IReadOnlyList<Subtree>> PartsOf(long before, long after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, after);
        var proof = new List<IReadOnlyList<Subtree>>();
        if (before == 0 || before == after)
            return proof;
        var (begin, end) = (0L, after);
        while (before < end)
        {
            var middle = begin + MerkleSplit.Of(end - begin);
            if (before <= middle)
            {
                proof.Add(Subtree.Of(middle, end));
                end = middle;
            }
            else
            {
                proof.Add(Subtree.Of(begin, middle));
                begin = middle;
            }
        }

        if (begin > 0)
            proof.Add(Subtree.Of(begin, before)); // otherwise it is the smaller log's own hash, which is known
        proof.Reverse();
        return proof;
    }

    /// <summary>Whether the proof leads to both roots.</summary>
    /// <param name="before">The smaller size.</param>
    /// <param name="beforeRoot">The log's hash then.</param>
    /// <param name="after">The greater size.</param>
    /// <param name="afterRoot">The log's hash then.</param>
    /// <param name="proof">The proof.</param>
    public static bool Holds(
        long before, ReadOnlySpan<byte> beforeRoot, long after, ReadOnlySpan<byte> afterRoot, IReadOnlyList<byte[]> proof)
    {
        if (before < 0 || before > after || proof.Any(hash => hash.Length != MerkleHash.Size))
            return false;
        if (before == after)
            return proof.Count == 0 && beforeRoot.SequenceEqual(afterRoot);
        if (before == 0)
            return proof.Count == 0 && beforeRoot.SequenceEqual(MerkleHash.Empty);
        IReadOnlyList<byte[]> hashes = BitOperations.IsPow2(before) ? [beforeRoot.ToArray(), .. proof] : proof;
        return hashes.Count > 0 && LeadsToBoth(before, beforeRoot, after, afterRoot, hashes);
    }

    private static bool LeadsToBoth(
        long before, ReadOnlySpan<byte> beforeRoot, long after, ReadOnlySpan<byte> afterRoot, IReadOnlyList<byte[]> hashes)
    {
        var (at, last) = (before - 1, after - 1);
        while (long.IsOddInteger(at))
            (at, last) = (at >> 1, last >> 1);
        var (former, latter) = (hashes[0], hashes[0]);
        foreach (var hash in hashes.Skip(1))
        {
            if (last == 0)
                return false; // both are at their roots already
            if (long.IsOddInteger(at) || at == last)
            {
                former = MerkleHash.Node(hash, former);
                latter = MerkleHash.Node(hash, latter);
                (at, last) = MerkleSplit.SkipLeft(at, last);
            }
            else
                latter = MerkleHash.Node(latter, hash);

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && beforeRoot.SequenceEqual(former) && afterRoot.SequenceEqual(latter);
    }
}
