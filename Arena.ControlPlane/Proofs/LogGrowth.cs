using Arena.Backplane.Ledger;
using Arena.Core.Proofs;

namespace Arena.ControlPlane.Proofs;

/// <summary>A log that goes on from its last checkpoint, entry by entry, and is refused when it does not.</summary>
/// <param name="tree">The tree up to the first entry that is taken.</param>
/// <param name="before">The last checkpoint; null when there is none.</param>
internal sealed class LogGrowth(MerkleFrontier tree, Checkpoint? before)
{
    private readonly List<KeyValuePair<Subtree, byte[]>> _filled = [];
    private byte[] _hash = before?.Chain?.Hash ?? ResultChain.Genesis;

    /// <summary>The parts to be stored that have become full.</summary>
    public IReadOnlyCollection<KeyValuePair<Subtree, byte[]>> Filled => _filled;

    public long Size => tree.Size;

    private long SizeBefore => before?.Size ?? 0;

    public byte[] Root() => tree.Root();

    public void Take(ChainLink link)
    {
        Compare();
        if (link.Digest is null)
            throw new InvalidDataException($"what is stored as entry {Size} is not what was entered");
        if (Size >= SizeBefore)
        {
            _hash = ResultChain.Next(_hash, link.Digest);
            if (!_hash.AsSpan().SequenceEqual(link.Hash))
                throw new InvalidDataException($"entry {Size} does not follow from what was signed before");
        }

        tree.Append(MerkleHash.Leaf(link.Digest), (part, hash) =>
        {
            if (part.Level >= TreeReader.StoredLevel)
                _filled.Add(KeyValuePair.Create(part, hash));
        });
    }

    public void End(ChainHead head)
    {
        Compare();
        if (Size < SizeBefore)
            throw new InvalidDataException($"there are {Size} entries, and {SizeBefore} were signed for");
        if (Size != head.Entries || !_hash.AsSpan().SequenceEqual(head.Hash))
            throw new InvalidDataException("the chain does not end where the ledger says that it does");
    }

    // Where the last checkpoint was made, the tree has to be the one that was signed.
    private void Compare()
    {
        if (before is not null && Size == before.Size && !Root().AsSpan().SequenceEqual(before.Root))
            throw new InvalidDataException($"the first {Size} entries are not those that were signed for");
    }
}
