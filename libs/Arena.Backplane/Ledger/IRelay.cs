namespace Arena.Backplane.Ledger;

/// <summary>
/// Carries messages between a node and a replica at which it has no stream. At most once: what is for a replica that is gone is lost,
/// and whoever sent it asks again.
/// </summary>
public interface IRelay
{
    /// <summary>Sends messages to a replica.</summary>
    Task PostAsync(string replica, IReadOnlyCollection<RelayedMessage> messages, CancellationToken cancellationToken);

    /// <summary>Takes what has come for a replica, in the order in which it was sent.</summary>
    Task<IReadOnlyList<RelayedMessage>> TakeAsync(string replica, CancellationToken cancellationToken);
}
