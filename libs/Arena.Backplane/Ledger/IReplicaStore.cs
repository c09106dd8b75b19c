namespace Arena.Backplane.Ledger;

/// <summary>
/// Which replicas of the control plane there are, and which of them decides what. A replica has one lease, by the store's clock alone,
/// and owns scopes as long as it holds; one row is renewed, however many they are.
/// </summary>
public interface IReplicaStore
{
    /// <summary>
    /// Takes or renews a replica's lease, and takes scopes that nobody with a lease owns (those of leagues that have not ended), up to a
    /// fair share of all.
    /// </summary>
    /// <param name="replica">Its id.</param>
    /// <param name="lease">From now on, by the store's clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<Renewal> RenewAsync(string replica, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Says where a replica that has joined is to be reached; it is forgotten with the replica.</summary>
    Task AnnounceAsync(string replica, string address, CancellationToken cancellationToken);

    /// <summary>Takes a scope, unless another replica with a lease has it: then null. What is owned already keeps its epoch.</summary>
    Task<Grant?> TakeAsync(string scope, string replica, CancellationToken cancellationToken);

    /// <summary>Gives scopes back. The caller does not decide about them any more.</summary>
    Task GiveAsync(IReadOnlyCollection<Grant> grants, CancellationToken cancellationToken);

    /// <summary>Ends a replica's lease and gives all of its scopes back: others take them at once.</summary>
    Task LeaveAsync(string replica, CancellationToken cancellationToken);
}
