using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>The signed checkpoints of the chain's entries as a log, its keys, and the parts of its tree that are full.</summary>
public interface ICheckpointStore
{
    /// <summary>The newest; null while there is none.</summary>
    Task<StoredCheckpoint?> LastAsync(CancellationToken cancellationToken);

    /// <summary>The first that is of so many entries; null when none is.</summary>
    Task<StoredCheckpoint?> FindAsync(long size, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="limit"/> with a number below <paramref name="before"/>, the newest first.</summary>
    Task<IReadOnlyList<StoredCheckpoint>> ListAsync(long before, int limit, CancellationToken cancellationToken);

    /// <summary>Adds the next one, with the parts that are full since the last.</summary>
    /// <exception cref="StaleGrantException">Somebody else makes checkpoints by now.</exception>
    Task AddAsync(
        StoredCheckpoint checkpoint, IReadOnlyCollection<KeyValuePair<Subtree, byte[]>> parts, Grant grant,
        CancellationToken cancellationToken);

    /// <summary>Wakes whoever makes checkpoints, at whichever replica that is.</summary>
    Task WantAsync(CancellationToken cancellationToken);

    /// <summary>The hashes of those of these parts that are stored.</summary>
    Task<IReadOnlyDictionary<Subtree, byte[]>> PartsAsync(IReadOnlyCollection<Subtree> parts, CancellationToken cancellationToken);

    /// <summary>All keys that there have been, the newest last.</summary>
    Task<IReadOnlyList<StoredKey>> KeysAsync(CancellationToken cancellationToken);

    /// <summary>Adds a key, which is in the audit trail then; one that is there already is left as it is.</summary>
    Task AddKeyAsync(NewKey key, Requester by, CancellationToken cancellationToken);
}
