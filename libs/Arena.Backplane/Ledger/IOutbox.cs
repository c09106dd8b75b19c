namespace Arena.Backplane.Ledger;

/// <summary>
/// What happened and was not passed on yet. Ids rise in commit order: a reader that has seen one will never meet a smaller one later.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// The oldest events that were not acknowledged yet, at most <paramref name="max"/>, by rising id. Results are as
    /// <see cref="IResultStore.ReadAsync"/> has them.
    /// </summary>
    Task<IReadOnlyList<LedgerEvent>> ReadAsync(int max, CancellationToken cancellationToken);

    /// <summary>Forgets the events up to and including this id.</summary>
    Task AcknowledgeAsync(long upToId, CancellationToken cancellationToken);
}
