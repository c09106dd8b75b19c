namespace Arena.Core.Proofs;

/// <summary>
/// The right edge of a log's tree: the hashes of the full parts that it is made of, of which there are at most 63. An entry is appended
/// without any of those before it: one hash on average for the leaf and one for a node.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<(Subtree Part, byte[] Hash)> _parts = [];

    /// <summary>A tree without entries.</summary>
    public MerkleFrontier()
    {
    }

    /// <summary>A tree of so many entries, of which its parts are known.</summary>
    /// <param name="size">How many entries.</param>
    /// <param name="hashOf">The hash of each of <see cref="Subtree.Of"/> the whole tree.</param>
    public MerkleFrontier(long size, Func<Subtree, byte[]> hashOf)
    {
        ArgumentNullException.ThrowIfNull(hashOf);
        Size = size;
        foreach (var part in Subtree.Of(0, size))
            _parts.Add((part, hashOf(part)));
    }

    /// <summary>How many entries there are.</summary>
    public long Size { get; private set; }

    /// <summary>The tree's hash.</summary>
    public byte[] Root()
    {
        if (_parts.Count == 0)
            return MerkleHash.Empty;
        var root = _parts[^1].Hash;
        for (var i = _parts.Count - 2; i >= 0; i--)
            root = MerkleHash.Node(_parts[i].Hash, root);
        return root;
    }

    /// <summary>Appends an entry.</summary>
    /// <param name="leaf">Its <see cref="MerkleHash.Leaf"/>.</param>
    /// <param name="filled">Hears of every part that is full by this, the leaf itself first; null when nobody wants to.</param>
    public void Append(byte[] leaf, Action<Subtree, byte[]>? filled = null)
    {
        var (part, hash) = (new Subtree(0, Size), leaf);
        Size++;
        filled?.Invoke(part, hash);
        while (part.Number % 2 == 1)
        {
            hash = MerkleHash.Node(_parts[^1].Hash, hash);
            part = new Subtree(part.Level + 1, part.Number / 2);
            _parts.RemoveAt(_parts.Count - 1);
            filled?.Invoke(part, hash);
        }

        _parts.Add((part, hash));
    }
}
