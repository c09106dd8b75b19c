namespace Arena.Backplane.Ledger;

/// <summary>
/// Every change that somebody made, in a hash chain of its own. What changes the store appends to it in the same transaction; this is for
/// what changes something else, and for readers.
/// </summary>
public interface IAuditTrail
{
    /// <summary>Appends a change of something that is not in the ledger.</summary>
    Task<AuditRecord> AppendAsync(Requester by, AuditChange change, CancellationToken cancellationToken);

    /// <summary>A page of the trail, the newest first.</summary>
    /// <exception cref="InvalidDataException">Somebody altered an entry in the store, and it is none any more.</exception>
    Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Where the trail ends now; null when somebody removed that from the store.</summary>
    Task<AuditHead?> HeadAsync(CancellationToken cancellationToken);
}
