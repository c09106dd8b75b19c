namespace Arena.Backplane.Ledger;

/// <summary>
/// The nodes' streams. A session belongs to the replica at which its stream was opened last, and only that one claims or releases tasks
/// for it: one that was paused, and whose nodes have gone elsewhere, takes nothing from them.
/// </summary>
public interface ISessionStore
{
    /// <summary>
    /// A stream is open at a replica. If the session was known, its tasks among <paramref name="held"/> stay its own, and all others go
    /// back to pending.
    /// </summary>
    Task<OpenedSession> OpenAsync(SessionEntry session, IReadOnlyCollection<long> held, CancellationToken cancellationToken);

    /// <summary>
    /// A stream has ended: the session is forgotten and its tasks are pending again. Returns the leagues concerned; none when the session
    /// belongs to another replica by now.
    /// </summary>
    Task<IReadOnlyCollection<string>> CloseAsync(string session, string replica, CancellationToken cancellationToken);

    /// <summary>What a replica has to say of its sessions; of those that are another's by now nothing is kept.</summary>
    Task ReportAsync(string replica, IReadOnlyDictionary<string, byte[]> statuses, CancellationToken cancellationToken);

    /// <summary>All sessions, in the order of their ids.</summary>
    Task<IReadOnlyList<SessionEntry>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Forgets sessions whose replica has had no lease for this long, and makes their tasks pending again, with those that are held by
    /// nobody who is known. Returns the leagues concerned.
    /// </summary>
    Task<IReadOnlyCollection<string>> SweepAsync(TimeSpan patience, CancellationToken cancellationToken);
}
