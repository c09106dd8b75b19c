namespace Arena.Backplane.Ledger;

/// <summary>
/// What happened, for every replica to take in. Ids rise in commit order: a reader that has seen one will never meet a smaller one later.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// The oldest events after <paramref name="after"/>, at most <paramref name="max"/>, by rising id. Results are as
    /// <see cref="IResultStore.ReadAsync"/> has them.
    /// </summary>
    Task<IReadOnlyList<LedgerEvent>> ReadAsync(long after, int max, CancellationToken cancellationToken);

    /// <summary>
    /// A replica has taken in the events up to and including this id. They are forgotten when every replica with a lease has.
    /// </summary>
    Task AcknowledgeAsync(string replica, long upToId, CancellationToken cancellationToken);
}
