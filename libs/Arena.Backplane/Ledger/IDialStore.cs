namespace Arena.Backplane.Ledger;

/// <summary>
/// Epochs of the dials. Each is one transaction with its entries in the audit trail, one for every dial that it changes, and is told to
/// whoever listens. None is ever changed.
/// </summary>
public interface IDialStore
{
    /// <summary>Adds the next epoch.</summary>
    /// <param name="dials">What the dials are to be.</param>
    /// <param name="current">Only if this epoch is the newest; 0 where there is none yet.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StaleDialsException">Another is the newest; nothing is added.</exception>
    Task<DialEntry> AppendAsync(NewDialEpoch dials, long current, Requester by, CancellationToken cancellationToken);

    /// <summary>Epochs, the newest first, without epoch 0: that is kept nowhere.</summary>
    /// <param name="before">Only those with a smaller number; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<DialEntry>> HistoryAsync(long? before, int limit, CancellationToken cancellationToken);
}
