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
    /// <exception cref="StaleGrantException">Somebody else decides about the league by now.</exception>
    Task<int> AddAsync(string leagueId, IReadOnlyCollection<NewTask> tasks, Grant grant, CancellationToken cancellationToken);

    /// <summary>
    /// Hands pending tasks of a league to a session, in schedule order; none while the league is paused. Two callers never get the same
    /// task. Null when the session is another replica's by now, or is not known.
    /// </summary>
    Task<IReadOnlyList<ClaimedTask>?> ClaimAsync(TaskClaim claim, CancellationToken cancellationToken);

    /// <summary>Tasks of a league in schedule order; none when there is no such league.</summary>
    /// <param name="leagueId">The league.</param>
    /// <param name="phase">Only those in this phase; null for all.</param>
    /// <param name="after">Only those with a greater index; -1 for all.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<TaskEntry>> ListAsync(
        string leagueId, TaskPhase? phase, int after, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Makes tasks that a session holds pending again, unless it is another replica's by now. Returns the ids of the leagues concerned.
    /// </summary>
    Task<IReadOnlyCollection<string>> ReleaseAsync(
        string session, string replica, IReadOnlyCollection<long> taskIds, CancellationToken cancellationToken);
}
