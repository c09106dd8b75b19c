namespace Arena.Backplane.Ledger;

/// <summary>The matches that are to be played. A task is pending, held by one session, closed by its result, or withdrawn.</summary>
public interface ITaskStore
{
    /// <summary>
    /// Adds tasks of a league's later rounds, all in one transaction. One whose index is there already is left as it is, so
    /// the same round may be offered again. Returns how many were new.
    /// </summary>
    /// <remarks>A league that was stopped gets none. All tasks of one call have equally many seats.</remarks>
    /// <exception cref="ArgumentException">The league has fewer matches than an index says; nothing is added.</exception>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    Task<int> AddAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, CancellationToken cancellationToken);

    /// <summary>
    /// Hands up to <paramref name="max"/> pending tasks of a league to a session, in schedule order, leaving out those in
    /// which an absent agent (by its position in the league) sits; none while the league is paused. Two callers never get the same task.
    /// </summary>
    Task<IReadOnlyList<ClaimedTask>> ClaimAsync(
        string leagueId, string session, int max, IReadOnlyCollection<int> absentAgents, CancellationToken cancellationToken);

    /// <summary>
    /// Makes tasks that a session holds pending again; all of them when <paramref name="taskIds"/> is null.
    /// Returns the ids of the leagues concerned.
    /// </summary>
    Task<IReadOnlyCollection<string>> ReleaseAsync(
        string session, IReadOnlyCollection<long>? taskIds, CancellationToken cancellationToken);

    /// <summary>Makes tasks that a session holds pending again, all but these. Returns the ids of the leagues concerned.</summary>
    Task<IReadOnlyCollection<string>> ReleaseAllButAsync(
        string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken);

    /// <summary>How many tasks are held, by session and league, in no order.</summary>
    Task<IReadOnlyList<HeldTasks>> ListHeldAsync(CancellationToken cancellationToken);
}
