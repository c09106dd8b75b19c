using Arena.Backplane.Ledger;
using Arena.Core.Proofs;

namespace Arena.ControlPlane.Proofs;

/// <summary>
/// Hashes of parts of the log's tree. Those of 256 entries and more are stored when they are full; what is smaller is made of the entries:
/// so a proof reads some dozen stored hashes and at most 255 entries for each place in the log that it is about.
/// </summary>
internal sealed class TreeReader(IChain chain, ICheckpointStore store)
{
    /// <summary>The smallest parts that are stored are of 2^8 entries.</summary>
    public const int StoredLevel = 8;

    /// <summary>The first entry of the stored part that an entry is in.</summary>
    public static long TileOf(long entry) => entry >> StoredLevel << StoredLevel;

    /// <summary>The hash of each, in this order.</summary>
    /// <exception cref="InvalidDataException">One is not there: somebody removed it, or the log is shorter.</exception>
    public async Task<IReadOnlyList<byte[]>> JoinAsync(
        IReadOnlyList<IReadOnlyList<Subtree>> wanted, CancellationToken cancellationToken)
    {
        var hashes = await HashesAsync([.. wanted.SelectMany(parts => parts)], cancellationToken);
        return [.. wanted.Select(parts => Subtree.Join(parts, part => hashes[part]))];
    }

    private async Task<Dictionary<Subtree, byte[]>> HashesAsync(Subtree[] parts, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<Subtree, byte[]>(
            await store.PartsAsync([.. parts.Where(part => part.Level >= StoredLevel)], cancellationToken));
        foreach (var tile in parts.Where(part => part.Level < StoredLevel).GroupBy(part => TileOf(part.Begin)))
            await ReadTileAsync(tile.Key, tile.Max(part => part.End), hashes, cancellationToken);
        foreach (var part in parts.Where(part => !hashes.ContainsKey(part)))
        {
            throw new InvalidDataException(
                $"Entries {part.Begin} to {part.End - 1} of the ledger's log are not there: somebody removed them, or they are not in a "
                + "checkpoint yet.");
        }

        return hashes;
    }

    private async Task ReadTileAsync(long begin, long end, Dictionary<Subtree, byte[]> hashes, CancellationToken cancellationToken)
    {
        await using var tail = await chain.ReadAsync(begin, end - begin, cancellationToken);
        var tree = new MerkleFrontier();
        await foreach (var link in tail.Links.WithCancellation(cancellationToken))
        {
            var leaf = MerkleHash.Leaf(link.Digest ?? throw new InvalidDataException(
                $"Entry {begin + tree.Size} of the ledger's log cannot be read: somebody altered it."));
            tree.Append(leaf, (part, hash) => hashes.TryAdd(new Subtree(part.Level, part.Number + (begin >> part.Level)), hash));
        }
    }
}
