namespace Arena.Backplane.Ledger;

/// <summary>
/// What happened, for every replica to take in. Ids rise in commit order: a reader that has seen one will never meet a smaller one later.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// The oldest events after <paramref name="after"/>, at most <paramref name="max"/>, by rising id. Results are as
    /// <see cref="IResultStore.ReadAsync(string, CancellationToken)"/> has them.
    /// </summary>
    Task<IReadOnlyList<LedgerEvent>> ReadAsync(long after, int max, CancellationToken cancellationToken);

    /// <summary>
    /// A replica has taken in the events up to and including this id. They are forgotten when every replica with a lease has, but for
    /// the newest, which stay for those who want to know what they have missed.
    /// </summary>
    /// <param name="replica">Its id.</param>
    /// <param name="upToId">The last event that it has taken in.</param>
    /// <param name="keep">How many of the newest ids are kept in any case; 0 for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task AcknowledgeAsync(string replica, long upToId, int keep, CancellationToken cancellationToken);
}
