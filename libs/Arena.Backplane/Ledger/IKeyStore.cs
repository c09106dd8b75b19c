namespace Arena.Backplane.Ledger;

/// <summary>
/// The keys by which people, programs and nodes are let in. None is ever removed: a key that was revoked stays known as such.
/// </summary>
public interface IKeyStore
{
    /// <summary>Adds a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tenant; nothing is added.</exception>
    /// <exception cref="QuotaExceededException">
    /// The tenant has as many good keys as it may have, at the time when this one was made; nothing is added.
    /// </exception>
    Task AddAsync(KeyEntry key, Requester by, CancellationToken cancellationToken);

    /// <summary>Adds a key if the ledger has none, and says whether it did: of several who try at once, one does.</summary>
    Task<bool> TryAddFirstAsync(KeyEntry key, Requester by, CancellationToken cancellationToken);

    /// <summary>A key, whatever has become of it; null when there is none with this id.</summary>
    Task<KeyEntry?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A tenant's keys, oldest first.</summary>
    Task<IReadOnlyList<KeyEntry>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a tenant's key out of use from this time on; one that is already stays as it is. Returns the entry as it is now, or null when
    /// the tenant has none with this id.
    /// </summary>
    Task<KeyEntry?> RevokeAsync(string tenant, string id, DateTimeOffset at, Requester by, CancellationToken cancellationToken);
}
